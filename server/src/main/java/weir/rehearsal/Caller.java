package weir.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.tls.AnyCertificate;

/// One client's connection. What it says is sent, in one piece, when something is expected of the
/// server: so what is pipelined arrives together.
final class Caller implements AutoCloseable {

  /// Only a server that has forgotten us reaches it.
  private static final int PATIENCE_MILLIS = 10_000;

  private final String name;
  private final Partner.Door door;
  private final Supplier<Duration> waited;
  private final Transcript transcript;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private List<String> reply = List.of();
  private boolean replyOpen;
  private Duration waitedBefore = Duration.ZERO;

  /// @param waited how long the server has let clients wait so far
  Caller(String name, Partner.Door door, Supplier<Duration> waited, Transcript transcript) {
    this.name = name;
    this.door = door;
    this.waited = waited;
    this.transcript = transcript;
  }

  /// What the server did is not what SMTP is.
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(String why) {
      super(why);
    }
  }

  void say(byte[] octets) {
    replyOpen = false;
    transcript.client(name, octets);
    unsent.writeBytes(octets);
  }

  /// The reply that lines are being looked for in: the next one, unless one is open.
  List<String> openReply() throws IOException {
    if (!replyOpen) {
      reply = readReply();
      replyOpen = true;
    }
    return reply;
  }

  /// The next reply is another one.
  void closeReply() {
    replyOpen = false;
  }

  List<String> lastReply() {
    return reply;
  }

  /// How long the server has let clients wait since this one last spoke or connected.
  Duration keptWaiting() {
    return waited.get().minus(waitedBefore);
  }

  private List<String> readReply() throws IOException {
    send();
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = readLine();
      if (line == null) {
        throw new Broken("the server closed the connection");
      }
      transcript.server(name, line);
      if (!line.matches("[2-5]\\d\\d([- ].*)?")) {
        throw new Broken("this is no line of a reply: " + line);
      }
      lines.add(line);
    } while (line.length() > 3 && line.charAt(3) == '-');
    return lines;
  }

  /// A line without its CR LF, one character an octet; null at the end of the stream.
  private @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = read(); octet >= 0; octet = read()) {
      line.write(octet);
      if (octet == '\n') {
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r\n") || text.indexOf('\r') < text.length() - 2) {
          throw new Broken("a CR or LF outside of CR LF: " + Words.shown(line.toByteArray()));
        }
        return text.substring(0, text.length() - 2);
      }
    }
    if (line.size() > 0) {
      throw new Broken("the server broke off within a line: " + line.toString(ISO_8859_1));
    }
    return null;
  }

  private int read() throws IOException {
    try {
      return in.read();
    } catch (SocketTimeoutException e) {
      throw new Broken("the server said nothing for " + PATIENCE_MILLIS / 1000 + " s");
    }
  }

  private void send() throws IOException {
    Socket connected = connected();
    byte[] octets = unsent.toByteArray();
    unsent.reset();
    if (octets.length > 0) {
      waitedBefore = waited.get();
      connected.getOutputStream().write(octets);
      connected.getOutputStream().flush();
    }
  }

  private Socket connected() throws IOException {
    if (socket != null) {
      return socket;
    }
    waitedBefore = waited.get();
    Socket made = new Socket(door.address().getAddress(), door.address().getPort());
    made.setTcpNoDelay(true);
    made.setSoTimeout(PATIENCE_MILLIS);
    // In one piece with what the client says at once: nobody can be earlier.
    byte[] said = unsent.toByteArray();
    unsent.reset();
    unsent.writeBytes(door.introduction());
    unsent.writeBytes(said);
    use(made);
    return made;
  }

  private void use(Socket other) throws IOException {
    socket = other;
    in = new BufferedInputStream(other.getInputStream());
  }

  /// Begins TLS, as a client that believes any certificate.
  void secure() throws IOException {
    send();
    if (in.available() > 0) {
      throw new Broken("the server said something in the clear before TLS began");
    }
    use(AnyCertificate.handshake(connected()));
    transcript.note(name, "TLS");
  }

  /// Waits for the server to close.
  void expectEnd() throws IOException {
    send();
    String line = readLine();
    if (line != null) {
      transcript.server(name, line);
      throw new Broken("the server goes on");
    }
    transcript.note(name, "closed by the server");
  }

  /// What the server said although nobody expected anything, if it has.
  void expectNothingMore() throws IOException {
    if (socket != null && in.available() > 0) {
      String line = readLine();
      transcript.server(name, String.valueOf(line));
      throw new Broken("the server said more than the dialog expects");
    }
  }

  /// The client leaves, after what it said is sent.
  void hangUp() throws IOException {
    send();
    close();
    transcript.note(name, "closed by the client");
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    if (open != null) {
      in = InputStream.nullInputStream();
      open.close();
    }
  }
}
