package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.settings.Configuration;
import weir.takeover.FolderLock;
import weir.takeover.Leaving;
import weir.takeover.Predecessor;
import weir.takeover.TakeoverSocket;

/// The place of the one server that a folder has: free when we come, or taken over from another
/// process.
public final class Succession implements AutoCloseable {
  /// What `weir serve` is told to take the place of a server that runs.
  public static final String TAKE_OVER = "--take-over";

  private static final Logger log = LoggerFactory.getLogger(Succession.class);

  private static final int ATTEMPTS = 100;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

  private final Path folder;
  private final FolderLock lock;
  private final Optional<Predecessor> before;
  private @Nullable TakeoverSocket socket;

  private Succession(Path folder, FolderLock lock, Optional<Predecessor> before) {
    this.folder = folder;
    this.lock = lock;
    this.before = before;
  }

  /// @param takeOver whether a running server is asked for it
  /// @throws StartFailure when it is taken, and stays so
  public static Succession take(Path folder, boolean takeOver) throws StartFailure {
    try {
      Optional<Predecessor> before = takeOver ? Predecessor.meet(folder) : Optional.empty();
      FolderLock lock = before.isPresent() ? before.get().lock() : FolderLock.take(folder);
      return new Succession(folder, lock, before);
    } catch (FolderLock.Held e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartFailure("folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Builds the server. What fails here has changed nothing for the one that runs.
  public App app(Configuration configuration, Surroundings around) throws StartFailure {
    Sockets sockets = new Sockets(before.map(Predecessor::listening).orElse(List.of()));
    return new App(configuration, around, sockets, before.isPresent());
  }

  /// Returns when it accepts.
  void begin(App app) throws StartFailure, InterruptedException {
    if (before.isEmpty()) {
      app.start();
      return;
    }
    Predecessor other = before.get();
    try {
      app.listen();
      app.awaitHops();
      other.ready();
      app.read();
      Thread.ofPlatform().daemon().name("weir-predecessor").start(() -> follow(app, other));
      other.loaded();
      app.accept();
      lock.sign();
      log.info("taken over");
    } catch (IOException e) {
      throw new StartFailure("not taken over: " + e.getMessage(), e);
    }
  }

  private static void follow(App app, Predecessor other) {
    app.kept().follow(other.changes());
    if (other.tookOver()) {
      app.alone();
      log.info("the process before us has ended");
    }
  }

  /// Starts what may be started once only.
  interface Starting {
    Operators start() throws StartFailure;
  }

  /// Opens the doors for operators. At a hand-over the process before us closes its own in the same
  /// moments; and mail that is already being received does not end for want of metrics.
  Operators operators(Starting starting) throws StartFailure, InterruptedException {
    if (before.isEmpty()) {
      return starting.start();
    }
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return starting.start();
      } catch (StartFailure _) {
        Thread.sleep(BETWEEN_ATTEMPTS);
      }
    }
    try {
      return starting.start();
    } catch (StartFailure e) {
      log.error("running without metrics and the socket of the command line: {}", e.getMessage());
      return Operators.none();
    }
  }

  /// Waits for the process that takes over from us.
  void open(Leaving leaving) {
    try {
      socket = TakeoverSocket.open(folder, lock, leaving);
    } catch (IOException e) {
      log.warn("this server cannot hand over to another: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      log.debug("the hand-over socket did not close: {}", e.toString());
    }
    before.ifPresent(Predecessor::close);
    lock.close();
  }
}
