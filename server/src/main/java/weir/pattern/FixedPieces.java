package weir.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which plain text a regular expression cannot do without, so that it need not be tried on texts
/// that lack it.
///
/// Cautious: what it does not know well it takes for anything, and then the pieces are fewer or
/// none. Pieces are ASCII in small letters, for texts in small letters.
final class FixedPieces {
  /// What may stand behind a backslash without an argument of its own.
  private static final String CLASSES = "dDwWsSbBAzZhHvVtnrfae";

  private final String text;
  private final List<List<String>> alternatives = new ArrayList<>();
  private List<String> pieces = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();
  private int at;

  private FixedPieces(String text) {
    this.text = text;
  }

  /// For each alternative the pieces that every match of it has; empty when an alternative has
  /// none.
  static List<List<String>> of(String expression) {
    return new FixedPieces(expression).read().orElse(List.of());
  }

  private Optional<List<List<String>>> read() {
    while (at < text.length()) {
      if (!step()) {
        return Optional.empty();
      }
    }
    endAlternative();
    return alternatives.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(alternatives);
  }

  /// Reads what stands next; false where it is too strange to be understood.
  private boolean step() {
    char c = text.charAt(at);
    switch (c) {
      case '\\' -> {
        return escape();
      }
      case '[' -> {
        endPiece();
        return skipSet();
      }
      case '(' -> {
        endPiece();
        return skipGroup();
      }
      case '|' -> {
        endAlternative();
        at++;
      }
      case '*', '?', '{' -> {
        return repeat();
      }
      case '.', '^', '$', '+' -> {
        endPiece();
        at++;
      }
      default -> {
        literal(c);
        at++;
      }
    }
    return true;
  }

  private void literal(char c) {
    if (c < 0x80) {
      piece.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    } else {
      endPiece();
    }
  }

  private boolean escape() {
    if (at + 1 >= text.length()) {
      return false;
    }
    char c = text.charAt(at + 1);
    boolean alphanumeric = c >= 0x80 || Character.isLetterOrDigit(c);
    if (alphanumeric) {
      if (CLASSES.indexOf(c) < 0) {
        return false;
      }
      endPiece();
    } else {
      literal(c);
    }
    at += 2;
    return true;
  }

  /// The last character may not be there at all.
  private boolean repeat() {
    if (!piece.isEmpty()) {
      piece.setLength(piece.length() - 1);
    }
    endPiece();
    if (text.charAt(at) == '{') {
      at = text.indexOf('}', at);
      if (at < 0) {
        return false;
      }
    }
    at++;
    return true;
  }

  private boolean skipSet() {
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '[' || c == '&') {
        return false; // sets within sets
      }
      if (c == '\\') {
        at++;
      } else if (c == ']' && at > first) {
        at++;
        return true;
      }
      at++;
    }
    return false;
  }

  private boolean skipGroup() {
    if (text.startsWith("(?", at) && !text.startsWith("(?:", at)) {
      return false; // flags may change what the rest means
    }
    int depth = 0;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> {
          if (at + 1 < text.length() && text.charAt(at + 1) == 'Q') {
            return false;
          }
          at += 2;
        }
        case '[' -> {
          if (!skipSet()) {
            return false;
          }
        }
        case '(' -> {
          if (text.startsWith("(?", at) && !text.startsWith("(?:", at)) {
            return false;
          }
          depth++;
          at++;
        }
        case ')' -> {
          depth--;
          at++;
          if (depth == 0) {
            return true;
          }
        }
        default -> at++;
      }
    }
    return false;
  }

  private void endPiece() {
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
      piece.setLength(0);
    }
  }

  private void endAlternative() {
    endPiece();
    alternatives.add(pieces);
    pieces = new ArrayList<>();
  }
}
