package weir.main;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends a server a stream of octets all at once, and says by its replies and the letter of RFC
/// 5321 and RFC 3030 which messages that stream was. Shares no code with what it checks.
///
/// Where the stream ends in the middle of something, that is ended, and QUIT follows.
final class FramedMessages implements AutoCloseable {

  /// A server that disagrees about where something ends waits for ever: that is found out here.
  private static final int PATIENCE_MILLIS = 10_000;

  private static final Pattern BDAT = Pattern.compile("(?i)BDAT +([0-9]{1,5})( +LAST)?[ \t]*");
  private static final Pattern DATA = Pattern.compile("(?i)DATA[ \t]*");

  private final Socket socket;
  private final BufferedReader replies;
  private final OutputStream out;
  private final boolean normalised;
  private String stream;
  private int at;

  private final List<String> contents = new ArrayList<>();
  private final StringBuilder chunks = new StringBuilder();

  private FramedMessages(Socket socket, boolean normalised) throws IOException {
    this.socket = socket;
    this.replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    this.out = socket.getOutputStream();
    this.normalised = normalised;
    this.stream = "";
  }

  /// The contents that the server said 250 to, one character an octet; empty where a reply was lost
  /// because the connection was reset.
  ///
  /// @param normalised what the server does to a bare CR or LF, instead of refusing the message
  static Optional<List<String>> of(InetSocketAddress server, byte[] octets, boolean normalised)
      throws IOException {
    Socket socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    try (FramedMessages framed = new FramedMessages(socket, normalised)) {
      return framed.converse(new String(octets, ISO_8859_1));
    }
  }

  private Optional<List<String>> converse(String octets) throws IOException {
    try {
      if (reply() == 220) {
        send(octets);
        while (command()) {}
      }
      return Optional.of(contents);
    } catch (SocketException reset) {
      return Optional.empty();
    }
  }

  private void send(String more) throws IOException {
    out.write(more.getBytes(ISO_8859_1));
    stream += more;
  }

  /// The next line and what belongs to it; false when the session is over.
  private boolean command() throws IOException {
    if (at == stream.length()) {
      send("QUIT\r\n");
    }
    String line = upTo("\r\n", "\r\n");
    Matcher chunk = BDAT.matcher(line);
    if (chunk.matches()) {
      return chunk(Integer.parseInt(chunk.group(1)), chunk.group(2) != null);
    }
    int code = 0;
    for (int i = 0; i < Math.max(1, line.chars().filter(c -> c == '\n').count()); i++) {
      code = reply(); // one for each half of a line that is none
    }
    if (code == 354 && DATA.matcher(line).matches()) {
      at -= 2; // the CRLF behind DATA may be the first of CRLF.CRLF
      String content = unstuffed(upTo("\r\n.\r\n", "\r\n.\r\n"));
      code = reply();
      if (code == 250) {
        contents.add(content);
      }
    } else if (code == 250 && !line.toUpperCase(Locale.ROOT).matches("(?s)(NOOP|RCPT).*")) {
      chunks.setLength(0);
    }
    return code != 0;
  }

  private boolean chunk(int octets, boolean last) throws IOException {
    if (stream.length() - at < octets) {
      send("x".repeat(octets - (stream.length() - at)));
    }
    chunks.append(stream, at, at + octets);
    at += octets;
    int code = reply();
    if (code == 250 && last) {
      contents.add(lines(chunks.toString()));
    }
    if (code != 250 || last) {
      chunks.setLength(0);
    }
    return code != 0;
  }

  /// What stands before `end`, which is sent where it is missing.
  private String upTo(String end, String missing) throws IOException {
    int found = stream.indexOf(end, at);
    if (found < 0) {
      send(missing);
      found = stream.indexOf(end, at);
    }
    String text = stream.substring(at, found);
    at = found + end.length();
    return text;
  }

  /// RFC 5321 section 4.5.2, of text that begins with the CRLF before its first line.
  private String unstuffed(String text) {
    String lines = text + "\r\n";
    String plain = lines.replaceAll(normalised ? "(\r?\n)\\." : "(\r\n)\\.", "$1");
    return lines(plain.substring(2));
  }

  /// Whole lines, with CRLF as their only end: what nobody refused.
  private String lines(String text) {
    String even = normalised ? text.replaceAll("(?<!\r)\n", "\r\n") : text;
    even = normalised ? even.replaceAll("\r(?!\n)", " ") : even;
    return even.isEmpty() || even.endsWith("\r\n") ? even : even + "\r\n";
  }

  /// The code of the next reply, 0 when there is none any more.
  private int reply() throws IOException {
    while (true) {
      String line = replies.readLine();
      if (line == null) {
        return 0;
      }
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return Integer.parseInt(line.substring(0, 3));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
