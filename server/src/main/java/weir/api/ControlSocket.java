package weir.api;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.threads.FewThreads;

/// The server's end: takes requests and answers them, a few at a time.
public final class ControlSocket implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlSocket.class);
  private static final int THREADS = 4;
  private static final int WAITING = 16;

  /// How long a client may take to say what it wants.
  static final Duration TO_ASK = Duration.ofSeconds(5);

  /// How long an answer may take, the writing of it included.
  static final Duration TO_ANSWER = Duration.ofSeconds(90);

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  /// Out of descriptors, the same connection fails again at once: a pause in place of a busy loop.
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Path path;
  private final @Nullable Object file;
  private final ServerSocketChannel channel;
  private final Commands commands;
  private final FewThreads threads = new FewThreads("weir-control", THREADS, WAITING);
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("weir-control-deadlines").factory());

  private ControlSocket(Path path, ServerSocketChannel channel, Commands commands)
      throws IOException {
    this.path = path;
    this.channel = channel;
    this.commands = commands;
    this.file = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /// Opens the socket in the state folder; one that another server left behind, or still has, is
  /// replaced.
  ///
  /// @throws IOException when the folder cannot be written to, or its path is too long for a socket
  public static ControlSocket open(Path folder, Commands commands) throws IOException {
    Path path = ControlProtocol.socket(folder);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      bind(channel, path);
      ControlSocket socket = new ControlSocket(path, channel, commands);
      Thread.ofPlatform().daemon().name("weir-control").start(socket::accept);
      return socket;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Between bind and chmod a socket has whatever mode the umask gives: so it is made in a folder
  /// that nobody else may enter, and moved to its place when it is as it should be.
  private static void bind(ServerSocketChannel channel, Path path) throws IOException {
    Path folder = Objects.requireNonNull(path.getParent());
    Path made = Files.createTempDirectory(folder, ".c");
    Path socket = made.resolve("s");
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      Files.move(socket, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(made);
    }
  }

  private void accept() {
    boolean failing = false;
    while (channel.isOpen()) {
      try {
        SocketChannel client = channel.accept();
        failing = false;
        serve(client);
      } catch (ClosedChannelException _) {
        return;
      } catch (IOException e) {
        if (!failing) {
          log.warn("the control socket {} did not accept: {}", path, e.toString());
        }
        failing = true;
        LockSupport.parkNanos(AFTER_FAILURE.toNanos());
      }
    }
  }

  private void serve(SocketChannel client) throws IOException {
    try {
      threads.execute(() -> answer(client));
    } catch (RejectedExecutionException _) {
      client.close();
    }
  }

  private void answer(SocketChannel client) {
    ScheduledFuture<?> asked = closeAfter(client, TO_ASK);
    ScheduledFuture<?> answered = closeAfter(client, TO_ANSWER);
    try (client) {
      String by = client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
      String line = ControlProtocol.readLine(client, ControlProtocol.REQUEST);
      asked.cancel(false);
      ControlProtocol.write(client, ControlProtocol.line(answer(line, by)));
    } catch (AsynchronousCloseException _) {
      log.info("a command did not ask, or was not answered, in time");
    } catch (IOException e) {
      log.debug("a command went away: {}", e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      asked.cancel(false);
      answered.cancel(false);
    }
  }

  private Answer answer(String line, String by) throws InterruptedException {
    try {
      return commands.answer(ControlProtocol.read(line, Request.class), by);
    } catch (IOException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException defect) {
      log.error("a command failed", defect);
      return new Answer.Failed("the server failed at it: " + defect);
    }
  }

  private ScheduledFuture<?> closeAfter(SocketChannel client, Duration time) {
    return deadlines.schedule(
        () -> {
          client.close();
          return null;
        },
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /// Takes no more requests, and waits a moment for the answers under way: `weir stop` hears of it.
  @Override
  public void close() throws IOException {
    channel.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("a command was not answered any more");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    deadlines.shutdown();
    if (Files.exists(path)
        && Objects.equals(file, Files.readAttributes(path, BasicFileAttributes.class).fileKey())) {
      Files.delete(path);
    }
  }
}
