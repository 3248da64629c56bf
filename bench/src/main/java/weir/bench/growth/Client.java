package weir.bench.growth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// One connection of a client that waits for every reply. Any but the expected one ends the run.
final class Client implements AutoCloseable {
  private static final byte[] EHLO = "EHLO client.bench\r\n".getBytes(US_ASCII);
  private static final byte[] MAIL = "MAIL FROM:<sender@sender.bench>\r\n".getBytes(US_ASCII);
  private static final byte[] DATA = "DATA\r\n".getBytes(US_ASCII);
  private static final byte[] QUIT = "QUIT\r\n".getBytes(US_ASCII);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[1_024];
  private int next;
  private int end;

  /// Greeted when it returns, and EHLO said.
  Client(InetAddress from, int port) throws IOException {
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      in = socket.getInputStream();
      out = socket.getOutputStream();
      expect("220");
      say(EHLO, "250");
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// One message.
  ///
  /// @param recipient the command that names it
  /// @param content with its final dot
  void send(byte[] recipient, byte[] content) throws IOException {
    say(MAIL, "250");
    say(recipient, "250");
    say(DATA, "354");
    say(content, "250");
  }

  void quit() throws IOException {
    say(QUIT, "221");
  }

  private void say(byte[] octets, String code) throws IOException {
    out.write(octets);
    expect(code);
  }

  private void expect(String code) throws IOException {
    String line;
    do {
      line = line();
    } while (line.length() > 3 && line.charAt(3) == '-');
    if (!line.startsWith(code)) {
      throw new IOException("instead of " + code + ": " + line);
    }
  }

  private String line() throws IOException {
    int scanned = 0;
    while (true) {
      for (int i = next + scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          String line = new String(buffer, next, i - next, US_ASCII);
          next = i + 1;
          return line;
        }
      }
      scanned = end - next;
      fill();
    }
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, end - next);
    end -= next;
    next = 0;
    int count = in.read(buffer, end, buffer.length - end);
    if (count <= 0) {
      throw new IOException("the server closed, or its reply is too long");
    }
    end += count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
