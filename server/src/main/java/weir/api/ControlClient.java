package weir.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A command's end: asks the server whose state folder is given.
public final class ControlClient {
  private static final Duration LONGEST = ControlSocket.TO_ANSWER.plusSeconds(5);

  private final Path socket;
  private final Duration longest;

  public ControlClient(Path folder) {
    this(folder, LONGEST);
  }

  /// Whether the folder has the socket of a server, which runs or did not end in good order.
  public static boolean hasServer(Path folder) {
    return Files.exists(ControlProtocol.socket(folder));
  }

  ControlClient(Path folder, Duration longest) {
    this.socket = ControlProtocol.socket(folder);
    this.longest = longest;
  }

  /// Asks, and waits for the answer.
  ///
  /// @throws NoServer when no server runs there, or not for this user
  /// @throws IOException when it does not answer
  public Answer ask(Request request) throws NoServer, IOException {
    try (SocketChannel channel = connect()) {
      Thread deadline = closeAfter(channel);
      try {
        ControlProtocol.write(channel, ControlProtocol.line(request));
        return ControlProtocol.read(
            ControlProtocol.readLine(channel, ControlProtocol.ANSWER), Answer.class);
      } catch (AsynchronousCloseException e) {
        throw new IOException("the server did not answer within " + longest.toSeconds() + " s", e);
      } finally {
        deadline.interrupt();
      }
    }
  }

  private SocketChannel connect() throws NoServer, IOException {
    if (Files.notExists(socket)) {
      throw new NoServer("no server runs with this state folder: there is no " + socket);
    }
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (ConnectException e) {
      channel.close();
      throw new NoServer("no server listens at " + socket + " any more", e);
    } catch (IOException e) {
      channel.close();
      throw new NoServer(
          "%s: %s; only root and the server's own user may".formatted(socket, e.getMessage()), e);
    }
  }

  private Thread closeAfter(SocketChannel channel) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(longest);
            channel.close();
          } catch (InterruptedException | IOException _) {
            // The answer came first, or the connection is gone anyway.
          }
        });
  }
}
