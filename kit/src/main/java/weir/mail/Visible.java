package weir.mail;

/// What a log line or a terminal may show of a text from outside as it stands.
public final class Visible {
  private Visible() {}

  /// Whether a reader sees this character where it stands, and nothing else follows from it: it is
  /// no control character, no separator of lines or paragraphs, no mark that turns the direction of
  /// writing or has no width, and no half of a pair.
  ///
  /// @param c a code point
  public static boolean is(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /// The text with what is not simply seen escaped as `\\u001b` and the like; itself, as nearly
  /// always, where there is none of it.
  public static String text(String foreign) {
    if (foreign.codePoints().allMatch(Visible::is)) {
      return foreign;
    }
    StringBuilder plain = new StringBuilder(foreign.length() + 16);
    foreign
        .codePoints()
        .forEach(c -> {
          if (is(c)) {
            plain.appendCodePoint(c);
          } else {
            plain.append("\\u%04x".formatted(c));
          }
        });
    return plain.toString();
  }
}
