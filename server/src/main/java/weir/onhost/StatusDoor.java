package weir.onhost;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.link.Messages;

/// Answers `weir agent status`: whoever connects is told how the agent is. Only root may; the
/// folder is root's.
final class StatusDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatusDoor.class);
  private static final String SOCKET = "socket";
  private static final int LONGEST = 256 * 1024;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ServerSocketChannel listening;
  private final Path socket;

  private StatusDoor(ServerSocketChannel listening, Path socket) {
    this.listening = listening;
    this.socket = socket;
  }

  static StatusDoor open(Path folder, Supplier<AgentStatus> status) throws IOException {
    Path socket = folder.resolve(SOCKET);
    Files.deleteIfExists(socket);
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    StatusDoor door = new StatusDoor(listening, socket);
    Thread.ofPlatform().daemon().name("weir-agent-status").start(() -> door.answer(status));
    return door;
  }

  private void answer(Supplier<AgentStatus> status) {
    while (listening.isOpen()) {
      try (SocketChannel client = listening.accept()) {
        ByteBuffer text =
            ByteBuffer.wrap(Messages.value(status.get()).getBytes(StandardCharsets.US_ASCII));
        while (text.hasRemaining()) {
          client.write(text);
        }
      } catch (IOException | RuntimeException e) {
        if (listening.isOpen()) {
          log.debug("nobody is told how the agent is: {}", e.toString());
        }
      }
    }
  }

  /// Asks the agent that runs here; empty where none does.
  ///
  /// @throws IOException with a sentence where it does not answer in time
  static Optional<AgentStatus> ask(Path folder) throws IOException {
    return ask(folder, ANSWER);
  }

  static Optional<AgentStatus> ask(Path folder, Duration patience) throws IOException {
    Path socket = folder.resolve(SOCKET);
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        Selector selector = Selector.open()) {
      agent.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      ByteBuffer said = ByteBuffer.allocate(LONGEST);
      long end = System.nanoTime() + patience.toNanos();
      while (agent.read(said) >= 0 && said.hasRemaining()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        selector.selectedKeys().clear();
        if (left <= 0 || selector.select(left) == 0) {
          throw new IOException("the agent does not answer within " + patience.toMillis() + " ms");
        }
      }
      String text = StandardCharsets.US_ASCII.decode(said.flip()).toString();
      return Optional.of(Messages.read(text, AgentStatus.class));
    } catch (ConnectException _) {
      return Optional.empty(); // left over from one that was killed
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Files.deleteIfExists(socket);
  }
}
