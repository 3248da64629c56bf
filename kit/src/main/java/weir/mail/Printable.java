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

  /// The same for a comment that is to say what the text was: parentheses and backslashes are
  /// quoted pairs (RFC 5322 section 3.2.1), blanks stay. Up to twice as long as the limit.
  static String quotedInComment(String text, int limit) {
    String bounded = bounded(text, limit);
    StringBuilder out = new StringBuilder(bounded.length() + 8);
    for (int i = 0; i < bounded.length(); i++) {
      char c = bounded.charAt(i);
      if (c == '(' || c == ')' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
