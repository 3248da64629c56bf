package weir.mail;

/// Foreign text made harmless for header fields.
final class Printable {

  private static final String CUT = "...";

  private Printable() {}

  /// Printable ASCII: other characters become `?`, blanks and tabs one blank, and what exceeds the
  /// limit is cut.
  static String bounded(String text, int limit) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == ' ' || c == '\t';
      boolean blankBefore = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
      if (blank && blankBefore) {
        continue;
      }
      if (out.length() == limit) {
        out.setLength(limit - CUT.length());
        return out.append(CUT).toString();
      }
      out.append(blank ? ' ' : c > ' ' && c <= '~' ? c : '?');
    }
    return out.toString().stripTrailing();
  }

  /// The same for a comment or a word in one: nothing can close the comment, open another, quote
  /// the next character, or be a blank.
  static String inComment(String text, int limit) {
    StringBuilder out = new StringBuilder(bounded(text, limit));
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c == '(' || c == ')' || c == '\\' || c == ' ') {
        out.setCharAt(i, '?');
      }
    }
    return out.toString();
  }
}
