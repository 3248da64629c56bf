package weir.enforcement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/// A session with a mail server of the tests, a line at a time.
final class Conversation implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;

  private final Socket socket;
  private final BufferedReader in;

  private Conversation(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  /// Begins one, and reads the greeting.
  static Conversation with(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    Conversation begun = new Conversation(socket);
    begun.reply();
    return begun;
  }

  /// The answer, its lines one behind the other.
  String say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
    return reply();
  }

  private String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = in.readLine();
      reply.append(line);
    } while (line != null && line.length() > 3 && line.charAt(3) == '-');
    return reply.toString();
  }

  /// Whether the server has hung up.
  boolean isEnded() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
