package weir.takeover;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a running server waits for the one that takes its place. Only processes of the same user
/// are listened to, one at a time.
public final class TakeoverSocket implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TakeoverSocket.class);

  /// How long the other may build its parts, and how long it may read the state. Nobody waits for
  /// it meanwhile: we go on.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Out of descriptors, the same connection fails again at once: a pause in place of a busy loop.
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Path path;
  private final ServerSocketChannel channel;
  private final FolderLock lock;
  private final Leaving leaving;

  private TakeoverSocket(Path path, ServerSocketChannel channel, FolderLock lock, Leaving leaving) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
    this.leaving = leaving;
  }

  static Path in(Path folder) {
    return folder.resolve("handover.sock");
  }

  /// Opens it in the folder of which we have the lock; one that is there already is replaced.
  ///
  /// @throws IOException when this JVM cannot pass descriptors, or the folder's path is too long
  public static TakeoverSocket open(Path folder, FolderLock lock, Leaving leaving)
      throws IOException {
    if (!Descriptors.available()) {
      throw new IOException("Java was started without --add-opens java.base/sun.nio.ch");
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      bind(channel, folder);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    TakeoverSocket socket = new TakeoverSocket(in(folder), channel, lock, leaving);
    Thread.ofPlatform().daemon().name("weir-takeover").start(socket::accept);
    return socket;
  }

  /// Made in a folder that nobody else may enter, and moved when it has its mode: between bind and
  /// chmod a socket has whatever mode the umask gives.
  private static void bind(ServerSocketChannel channel, Path folder) throws IOException {
    Path made = Files.createTempDirectory(folder, ".h");
    Path socket = made.resolve("s");
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      Files.move(socket, in(folder), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(made);
    }
  }

  private void accept() {
    boolean here = true;
    while (here) {
      try {
        here = !handOver(channel.accept());
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException e) {
        log.warn("not handed over: {}", e.getMessage());
        LockSupport.parkNanos(AFTER_FAILURE.toNanos());
      }
    }
    leave();
  }

  /// The path is the other's now, so it stays.
  private void leave() {
    lock.close();
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("the hand-over socket did not close: {}", e.toString());
    }
  }

  /// Returns whether the other is in our place now.
  private boolean handOver(SocketChannel other) throws IOException {
    TakeoverLink link = new TakeoverLink(other);
    boolean done = false;
    try {
      checkUser(other);
      long pid = offer(link);
      done = pass(link, pid);
      return done;
    } catch (IOException e) {
      refuse(link, e);
      throw e;
    } finally {
      if (!done) {
        link.close();
      }
    }
  }

  private void checkUser(SocketChannel other) throws IOException {
    var user = other.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (!user.equals(Files.getOwner(path))) {
      throw new IOException("user " + user.getName() + " is not the one that this server runs as");
    }
  }

  private static void refuse(TakeoverLink link, IOException why) {
    try {
      link.say(TakeoverLink.Word.NO, String.valueOf(why.getMessage()));
    } catch (IOException gone) {
      log.debug("nobody is left to be told: {}", gone.toString());
    }
  }

  /// Returns the number of the process that is ready.
  private long offer(TakeoverLink link) throws IOException {
    List<Passed> listening = leaving.listening();
    StringBuilder text = new StringBuilder(Predecessor.FORMAT).append('\n');
    List<Integer> descriptors = new ArrayList<>(List.of(lock.descriptor()));
    for (Passed each : listening) {
      text.append(each.name()).append('\t').append(each.address()).append('\n');
      descriptors.add(Descriptors.of(each.channel()));
    }
    link.pass(TakeoverLink.Word.OFFER, text.toString(), descriptors);
    TakeoverLink.Frame ready = within(link, TakeoverLink.Word.READY);
    log.info("process {} is ready to take over", ready.text());
    try {
      return Long.parseLong(ready.text());
    } catch (NumberFormatException e) {
      throw new IOException("not the number of a process: " + ready.text(), e);
    }
  }

  private boolean pass(TakeoverLink link, long pid) throws IOException {
    leaving.lend(link.stream(TakeoverLink.Word.CHANGES));
    try {
      link.say(TakeoverLink.Word.YOURS);
      within(link, TakeoverLink.Word.LOADED);
      link.say(TakeoverLink.Word.GO);
    } catch (IOException | RuntimeException e) {
      leaving.takeBack();
      throw e;
    }
    leaving.handedOver(pid, link);
    return true;
  }

  /// The other may take its time, but not for ever.
  private static TakeoverLink.Frame within(TakeoverLink link, TakeoverLink.Word word)
      throws IOException {
    CompletableFuture<TakeoverLink.Frame> heard = new CompletableFuture<>();
    Executor later =
        CompletableFuture.delayedExecutor(
            PATIENCE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
    later.execute(() -> {
      if (!heard.isDone()) {
        link.close();
      }
    });
    TakeoverLink.Frame frame = link.expect(word);
    heard.complete(frame);
    return frame;
  }

  /// At the server's own end; nothing is there any more for one to connect to.
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(path);
    }
  }
}
