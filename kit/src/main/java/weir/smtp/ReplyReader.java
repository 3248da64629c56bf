package weir.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the replies of a next hop (RFC 5321 section 4.2.1), in bounded memory.
///
/// Lenient in what does not matter (a missing text, an odd enhanced code), strict in framing: a hop
/// that errs there may be answering another question than the one we asked.
public final class ReplyReader {

  /// Octets of a reply line, CRLF included: twice what RFC 5321 section 4.5.3.1.5 allows.
  public static final int LONGEST_LINE = 1024;

  /// Lines of one reply. An EHLO reply has the most: one for each extension.
  public static final int MOST_LINES = 100;

  private final LineReader lines;

  public ReplyReader(LineReader lines) {
    this.lines = lines;
  }

  /// Waits for one whole reply.
  public ReplyRead read() throws IOException {
    int code = 0;
    String enhanced = "";
    List<String> text = new ArrayList<>(1);
    while (text.size() < MOST_LINES) {
      LineRead read = lines.next(LONGEST_LINE);
      if (!(read instanceof LineRead.Line line)) {
        return notALine(read);
      }
      int thisCode = code(line);
      if (thisCode == 0) {
        return new ReplyRead.Nonsense("not a reply: " + shown(line));
      }
      if (code != 0 && thisCode != code) {
        return new ReplyRead.Nonsense(
            "a reply that began with " + code + " goes on with " + thisCode);
      }
      String said = line.length() > 4 ? line.text().substring(4) : "";
      int codeLength = EnhancedCode.lengthAt(thisCode, said);
      if (code == 0) {
        code = thisCode;
        enhanced = said.substring(0, codeLength);
      }
      boolean sameEnhanced =
          codeLength > 0 && said.startsWith(enhanced) && codeLength == enhanced.length();
      text.add(sameEnhanced ? said.substring(codeLength).stripLeading() : said);
      if (line.length() == 3 || line.at(3) == ' ') {
        return new ReplyRead.Got(new Reply(code, enhanced, text, code == 421));
      }
    }
    return new ReplyRead.Nonsense("a reply of more than " + MOST_LINES + " lines");
  }

  private static ReplyRead notALine(LineRead read) {
    return switch (read) {
      case LineRead.Line _ -> throw new IllegalArgumentException("a line");
      case LineRead.TooLong _ ->
          new ReplyRead.Nonsense("a reply line of more than " + LONGEST_LINE + " octets");
      case LineRead.BareLineEnd(Bare kind) ->
          new ReplyRead.Nonsense("a bare " + kind + " in a reply");
      case LineRead.Nul _ -> new ReplyRead.Nonsense("a NUL in a reply");
      case LineRead.EndOfStream _ -> new ReplyRead.Lost();
    };
  }

  /// The code of a line of the form `250`, `250 text` or `250-text`; 0 where there is none. RFC
  /// 5321 section 4.2: the first digit is 2 to 5, the second 0 to 5; as clients of real servers we
  /// ask only for digits in the others.
  private static int code(LineRead.Line line) {
    if (line.length() < 3 || line.at(0) < '2' || line.at(0) > '5') {
      return 0;
    }
    boolean digits = isDigit(line.at(1)) && isDigit(line.at(2));
    boolean separated = line.length() == 3 || line.at(3) == ' ' || line.at(3) == '-';
    return digits && separated ? Integer.parseInt(line.text(), 0, 3, 10) : 0;
  }

  private static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }

  private static String shown(LineRead.Line line) {
    String text = line.text();
    return Reply.of(500, "", text.substring(0, Math.min(text.length(), 60))).text();
  }
}
