package weir.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import weir.tls.AnyCertificate;

/// One client's connection, and what was said on it.
public final class Conversation implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int LONGEST_LINE = 4_096;

  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private final List<String> spoken = new ArrayList<>();

  /// @param from the address to come from; all of 127.0.0.0/8 is ours on Linux
  public Conversation(InetSocketAddress server, String from) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(server, PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// What was said so far, `> ` by the client, `< ` by the server.
  List<String> spoken() {
    return spoken;
  }

  /// Reads one reply.
  ///
  /// @return its last line
  public String hear() throws IOException {
    String line = line();
    while (line.length() > 3 && line.charAt(3) == '-') {
      line = line();
    }
    spoken.add("< " + line);
    return line;
  }

  /// Says a line and hears the reply to it.
  public String say(String line) throws IOException {
    speak(line);
    return hear();
  }

  /// Says a line without waiting for a reply.
  public void speak(String line) throws IOException {
    spoken.add("> " + line);
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// Sends bytes as they are.
  ///
  /// @param shown what a reader of the conversation sees of them
  public String send(String bytes, String shown) throws IOException {
    spoken.add("> " + shown);
    out.write(bytes.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return hear();
  }

  /// Goes on under TLS. The example's certificate is made by itself, so nobody vouches for it.
  public void secure() throws IOException {
    secure(AnyCertificate.context());
  }

  /// Goes on under TLS as a client that remembers what `context` knows of this server.
  void secure(SSLContext context) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    secured.startHandshake();
    spoken.add(
        "= " + secured.getSession().getProtocol() + " " + secured.getSession().getCipherSuite());
    socket = secured;
    in = new BufferedInputStream(secured.getInputStream());
    out = secured.getOutputStream();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new EOFException("the server hung up");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
