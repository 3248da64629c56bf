package weir.main;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that says a line and hears a reply.
public final class Client implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  private Client(Socket socket) throws IOException {
    this.socket = socket;
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  /// Connects, and hears the greeting.
  public static Client greeted(int port) throws IOException {
    Client client = new Client(new Socket(InetAddress.getLoopbackAddress(), port));
    client.hears(220);
    return client;
  }

  /// @throws IOException with the reply when it has another code
  public Client says(String line, int code) throws IOException {
    sends(line);
    return hears(code);
  }

  public void sends(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  Client hears(int code) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null) {
      throw new EOFException("hung up where " + code + " was due");
    }
    if (!line.startsWith(code + " ")) {
      throw new IOException("where " + code + " was due: " + line);
    }
    return this;
  }

  public Client inTransaction() throws IOException {
    return says("EHLO client.example.net", 250)
        .says("MAIL FROM:<me@example.net>", 250)
        .says("RCPT TO:<ann@example.com>", 250);
  }

  public Client message() throws IOException {
    return says("DATA", 354).says("Subject: one\r\n\r\nHello.\r\n.", 250);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
