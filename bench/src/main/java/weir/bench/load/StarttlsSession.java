package weir.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/// One connection to an SMTP server, over TLS 1.3 by STARTTLS. Any reply but the expected ends it.
final class StarttlsSession implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final String MAIL = "MAIL FROM:<sender@ok.bench>\r\n";
  private static final String RCPT = "RCPT TO:<user@ok.bench>\r\n";

  private final Socket socket;
  private InputStream in;
  private OutputStream out;

  /// Connects, and stands behind the second EHLO when it returns.
  ///
  /// @param name the server's name in the client's cache of sessions: whoever asks for the same
  ///   name with the same context may resume. Without a dot it is not sent
  StarttlsSession(int port, TlsClient client, String name) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      plain.bind(new InetSocketAddress(InetAddress.getByName("127.0.1.1"), 0));
      plain.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      in = new BufferedInputStream(plain.getInputStream(), 512);
      out = plain.getOutputStream();
      expect(220);
      say("EHLO client.bench\r\n", 250);
      say("STARTTLS\r\n", 220);
      SSLSocket tls =
          (SSLSocket) client.context().getSocketFactory().createSocket(plain, name, port, true);
      tls.setEnabledProtocols(new String[] {"TLSv1.3"});
      tls.startHandshake();
      socket = tls;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
    try {
      in = new BufferedInputStream(socket.getInputStream(), 512);
      out = socket.getOutputStream();
      say("EHLO client.bench\r\n", 250);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// One message.
  ///
  /// @param content with its final dot
  void send(byte[] content) throws IOException {
    say(MAIL, 250);
    say(RCPT, 250);
    say("DATA\r\n", 354);
    out.write(content);
    expect(250);
  }

  void quit() throws IOException {
    say("QUIT\r\n", 221);
  }

  private void say(String command, int code) throws IOException {
    out.write(command.getBytes(StandardCharsets.US_ASCII));
    expect(code);
  }

  private void expect(int code) throws IOException {
    String line;
    do {
      line = line();
    } while (line.length() > 3 && line.charAt(3) == '-');
    if (!line.startsWith(Integer.toString(code))) {
      throw new IOException("instead of " + code + ": " + line);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the server closed");
      }
      line.append((char) octet);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
