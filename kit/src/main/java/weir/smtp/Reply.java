package weir.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a server says to a command (RFC 5321 section 4.2).
///
/// Text is made safe here and nowhere else: characters outside printable ASCII become `?`, so that
/// no reply can hold a line end, and a line is cut at [#LONGEST_TEXT].
///
/// @param code 200 to 599
/// @param enhanced the enhanced status code of RFC 3463, as `5.7.1`; empty where RFC 2034 section 4
///   has none: the greeting, the answer to HELO and EHLO, and 3xx
/// @param lines the text, one entry a line, at least one
/// @param closes whether the connection is closed after it
public record Reply(int code, String enhanced, List<String> lines, boolean closes) {

  /// RFC 5321 section 4.5.3.1.5 gives a reply line 512 octets with code and CRLF; this leaves room
  /// for both codes.
  public static final int LONGEST_TEXT = 480;

  /// What is kept of a line of somebody else's reply.
  public static final int FOREIGN_TEXT = 400;

  /// How many lines are kept of somebody else's reply.
  public static final int FOREIGN_LINES = 5;

  public Reply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("not a reply code: " + code);
    }
    if (!enhanced.isEmpty() && !EnhancedCode.fits(code, enhanced)) {
      throw new IllegalArgumentException(
          "no enhanced code for " + code + ": " + printable(enhanced, 40));
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a reply has at least one line");
    }
    lines = printable(lines, lines.size(), LONGEST_TEXT);
  }

  /// A reply after which the session goes on.
  public static Reply of(int code, String enhanced, String... lines) {
    return new Reply(code, enhanced, List.of(lines), false);
  }

  /// A reply after which the connection is closed (RFC 5321 section 3.8: with 421, or after QUIT).
  public static Reply closing(int code, String enhanced, String... lines) {
    return new Reply(code, enhanced, List.of(lines), true);
  }

  /// Somebody else's reply in a form that may be passed on: at most [#FOREIGN_LINES] of
  /// [#FOREIGN_TEXT] characters, an enhanced code always (RFC 3463 section 3.1: `X.0.0` where there
  /// was none), and never closing.
  public static Reply cleaned(Reply foreign) {
    int count = Math.min(foreign.lines.size(), FOREIGN_LINES);
    List<String> kept = printable(foreign.lines, count, FOREIGN_TEXT);
    int theClass = foreign.code / 100;
    boolean classHasCodes = theClass == 2 || theClass == 4 || theClass == 5;
    String enhanced =
        foreign.enhanced.isEmpty() && classHasCodes ? theClass + ".0.0" : foreign.enhanced;
    return new Reply(foreign.code, enhanced, kept, false);
  }

  /// The same, and the connection is closed after it.
  public Reply closing() {
    return closes ? this : new Reply(code, enhanced, lines, true);
  }

  /// The same with a further line of text.
  public Reply andLine(String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return new Reply(code, enhanced, more, closes);
  }

  /// The same with `suffix` behind the last line, which is cut first where both do not fit.
  public Reply endingWith(String suffix) {
    List<String> changed = new ArrayList<>(lines);
    String tail = printable(suffix, LONGEST_TEXT);
    String last = printable(changed.removeLast(), LONGEST_TEXT - tail.length());
    changed.add(last + tail);
    return new Reply(code, enhanced, changed, closes);
  }

  /// 2xx: done.
  public boolean isPositive() {
    return code < 300;
  }

  /// 3xx: go on.
  public boolean isIntermediate() {
    return code / 100 == 3;
  }

  /// 4xx: not now.
  public boolean isTransient() {
    return code / 100 == 4;
  }

  /// 5xx: not so.
  public boolean isPermanent() {
    return code / 100 == 5;
  }

  /// All lines in one, for a log or a sentence.
  public String text() {
    return String.join(" ", lines);
  }

  /// The octets for the wire, CRLF included. Every line carries both codes (RFC 2034 section 4).
  public byte[] bytes() {
    String between = enhanced.isEmpty() ? "" : enhanced + " ";
    StringBuilder wire = new StringBuilder(128);
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      wire.append(code)
          .append(last ? ' ' : '-')
          .append(between)
          .append(lines.get(i))
          .append("\r\n");
    }
    return wire.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return code + " " + (enhanced.isEmpty() ? "" : enhanced + " ") + text();
  }

  /// The first `count` lines, made safe.
  private static List<String> printable(List<String> lines, int count, int longest) {
    String[] safe = new String[count];
    for (int i = 0; i < count; i++) {
      safe[i] = printable(lines.get(i), longest);
    }
    return List.of(safe);
  }

  private static String printable(String text, int longest) {
    int length = Math.min(text.length(), Math.max(longest, 0));
    for (int i = 0; i < length; i++) {
      if (!isPrintable(text.charAt(i))) {
        return replaced(text, length);
      }
    }
    return length == text.length() ? text : text.substring(0, length);
  }

  private static String replaced(String text, int length) {
    StringBuilder safe = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      safe.append(isPrintable(c) ? c : '?');
    }
    return safe.toString();
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c < 0x7f;
  }
}
