package weir.dialogs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import weir.rehearsal.Partner.Door;
import weir.tls.AnyCertificate;

/// Says what another server's tests say, and reads whole replies.
final class ForeignClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Socket socket;
  private final BufferedReader replies;
  private boolean closed;

  private ForeignClient(Socket socket) throws IOException {
    this.socket = socket;
    this.replies =
        new BufferedReader(
            new InputStreamReader(new BufferedInputStream(socket.getInputStream()), ISO_8859_1));
  }

  static ForeignClient of(Door door, boolean tls) throws IOException {
    Socket plain = new Socket(door.address().getAddress(), door.address().getPort());
    plain.setSoTimeout(PATIENCE_MILLIS);
    plain.getOutputStream().write(door.introduction());
    return new ForeignClient(tls ? AnyCertificate.handshake(plain) : plain);
  }

  void send(String octets) throws IOException {
    try {
      socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
    } catch (IOException gone) {
      closed = true;
    }
  }

  /// The last line of the next reply; empty where none came, or the server left.
  String reply() throws IOException {
    try {
      String line = replies.readLine();
      while (line != null && line.matches("\\d{3}-.*")) {
        line = replies.readLine();
      }
      closed |= line == null;
      return line == null ? "" : line;
    } catch (SocketTimeoutException silent) {
      return "";
    } catch (IOException gone) {
      closed = true;
      return "";
    }
  }

  /// Whether the server has left.
  boolean closed() {
    return closed;
  }

  /// Whether nothing unasked for has come.
  boolean nothingMore() throws IOException {
    return !replies.ready();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
