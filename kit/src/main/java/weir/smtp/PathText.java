package weir.smtp;

/// The path of MAIL or RCPT as it stands in the line, and what stands behind it.
///
/// @param inside the text between the brackets
/// @param rest the text behind the path, its leading space included; empty at the end of the line
record PathText(String inside, String rest) {

  /// @param label `FROM:` or `TO:`
  static PathText find(String argument, String label, Leniency leniency, String syntax)
      throws SyntaxFault {
    if (!argument.regionMatches(true, 0, label, 0, label.length())) {
      throw CommandParser.syntax(syntax);
    }
    int at = label.length();
    while (leniency.spaceAfterColon() && at < argument.length() && argument.charAt(at) == ' ') {
      at++;
    }
    if (at < argument.length() && argument.charAt(at) == '<') {
      return bracketed(argument, at + 1, syntax);
    }
    if (leniency.missingBrackets()) {
      return bare(argument, at, syntax);
    }
    throw CommandParser.syntax(syntax);
  }

  private static PathText bracketed(String argument, int from, String syntax) throws SyntaxFault {
    int close = unquoted('>', argument, from);
    boolean ends = close + 1 == argument.length();
    if (close < 0 || (!ends && argument.charAt(close + 1) != ' ')) {
      throw CommandParser.syntax(syntax);
    }
    return new PathText(argument.substring(from, close), argument.substring(close + 1));
  }

  private static PathText bare(String argument, int from, String syntax) throws SyntaxFault {
    int space = unquoted(' ', argument, from);
    int end = space < 0 ? argument.length() : space;
    if (end == from) {
      throw CommandParser.syntax(syntax);
    }
    return new PathText(argument.substring(from, end), argument.substring(end));
  }

  /// Where `wanted` stands outside a quoted string (RFC 5321 section 4.1.2), or -1.
  private static int unquoted(char wanted, String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == wanted) {
        return i;
      }
    }
    return -1;
  }
}
