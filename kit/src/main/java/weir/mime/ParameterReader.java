package weir.mime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Reads what stands in a value with parameters. Semicolons may be missing, values may have blanks
/// without quotes, comments may stand everywhere.
final class ParameterReader {
  private final String text;
  private int at;

  ParameterReader(String text) {
    this.text = text;
  }

  /// What stands before the first semicolon, or before the first blank behind which a parameter
  /// begins.
  String upToParameters() {
    while (at < text.length() && isBlank()) {
      at++;
    }
    return unquoted();
  }

  /// The parameters from there on, those in pieces (RFC 2231) put together.
  Map<String, String> parameters() {
    ParameterPieces pieces = new ParameterPieces();
    while (at < text.length()) {
      if (text.charAt(at) == ';' || isBlank()) {
        at++;
      } else if (isComment()) {
        comment();
      } else {
        String name = name();
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          pieces.add(name, value());
        }
      }
    }
    Map<String, String> whole = new LinkedHashMap<>();
    pieces.forEach((name, value) -> whole.putIfAbsent(name, EncodedWords.decode(value)));
    return whole;
  }

  private String name() {
    int start = at;
    while (at < text.length() && "=;".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip().toLowerCase(Locale.ROOT);
  }

  private String value() {
    while (at < text.length() && isBlank()) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    return unquoted();
  }

  /// Up to a semicolon, or to a blank behind which a parameter begins.
  private String unquoted() {
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != ';') {
      if (isComment()) {
        comment();
      } else if (isBlank()) {
        int end = behindBlanks(at);
        if (parameterBegins(end)) {
          break;
        }
        out.append(text, at, end);
        at = end;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString().strip();
  }

  /// A quotation that does not end goes on to the end.
  private String quoted() {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        break;
      }
      boolean quotes = c == '\\' && at + 1 < text.length() && isQuotable(text.charAt(at + 1));
      out.append(quotes ? text.charAt(++at) : c);
    }
    return out.toString();
  }

  /// Windows paths have backslashes that quote nothing.
  private static boolean isQuotable(char c) {
    return c == '"' || c == '\\' || c == '(' || c == ')';
  }

  /// A parenthesis inside of a word is part of it: `report(1).pdf`.
  private boolean isComment() {
    return text.charAt(at) == '('
        && (at == 0 || isBlank(text.charAt(at - 1)) || text.charAt(at - 1) == ')');
  }

  private void comment() {
    for (int depth = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '\\' -> at++;
        default -> {}
      }
      if (depth == 0) {
        at++;
        return;
      }
    }
    at = Math.min(at, text.length());
  }

  private int behindBlanks(int from) {
    int end = from;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /// Whether `name=` stands there, at most 60 characters long; the next of several encoded words
  /// (`=?`) is none.
  private boolean parameterBegins(int start) {
    int end = start;
    while (end < text.length() && end - start <= 60 && isName(text.charAt(end))) {
      end++;
    }
    return end > start
        && end < text.length()
        && text.charAt(end) == '='
        && !text.startsWith("=?", end);
  }

  private static boolean isName(char c) {
    return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
  }

  private boolean isBlank() {
    return isBlank(text.charAt(at));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
