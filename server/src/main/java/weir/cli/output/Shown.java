package weir.cli.output;

import weir.mail.Visible;
import weir.mime.Field;

/// Texts from outside in a form that a terminal shows and does not obey (invariant 9).
public final class Shown {
  private static final int LONGEST = 1_000;

  private Shown() {}

  /// Control characters, line and paragraph separators, marks that turn the direction of writing,
  /// and halves of pairs become `\\u001b` and the like; a very long text is cut.
  public static String text(String foreign) {
    StringBuilder shown = new StringBuilder(foreign.length());
    int end = Math.min(foreign.length(), LONGEST);
    for (int i = 0; i < end; i += Character.charCount(foreign.codePointAt(i))) {
      shown.append(character(foreign.codePointAt(i)));
    }
    return end < foreign.length() ? shown.append("...").toString() : shown.toString();
  }

  /// One code point, of a text of any length.
  public static String character(int c) {
    return Visible.is(c) ? Character.toString(c) : "\\u%04x".formatted(c);
  }

  /// The text at most so many characters wide.
  public static String cut(String foreign, int width) {
    String text = text(foreign);
    if (text.length() <= width) {
      return text;
    }
    int end = width - 3;
    return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + "...";
  }

  /// A folded text on one line: any white space is one blank.
  public static String folded(String foreign, int width) {
    return cut(foreign.replaceAll("[ \\t\\r\\n]+", " ").strip(), width);
  }

  /// A subject as it reads, at most so many characters wide: logs and queues have encoded words.
  public static String subject(String written, int width) {
    return folded(new Field("Subject", written).text(), width);
  }

  /// A sender or recipient in angle brackets; `<>` for the null sender.
  public static String path(String address) {
    return "<" + text(address) + ">";
  }
}
