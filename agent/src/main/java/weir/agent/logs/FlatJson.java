package weir.agent.logs;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Reads the one form of JSON that the journal is printed in: an object of strings. A text that is
/// not UTF-8 is an array of its octets; a field that an entry has twice is an array of both, of
/// which the first is taken; one that is too long is null, and is not there.
final class FlatJson {
  private static final int DIGITS_OF_HEX = 4;
  private static final int DEEPEST = 2;

  private final String text;
  private int at;

  /// It is none of these.
  private static final class NotFlat extends Exception {
    private static final long serialVersionUID = 1;

    NotFlat(String why) {
      super(why, null, false, false);
    }
  }

  private FlatJson(String text) {
    this.text = text;
  }

  /// @return empty for a text that is not of this form
  static Optional<Map<String, String>> read(String text) {
    try {
      return Optional.of(new FlatJson(text).object());
    } catch (NotFlat e) {
      return Optional.empty();
    }
  }

  private Map<String, String> object() throws NotFlat {
    Map<String, String> fields = new HashMap<>();
    expect('{');
    if (!isNext('}')) {
      do {
        String name = string();
        expect(':');
        value().ifPresent(value -> fields.putIfAbsent(name, value));
      } while (isNext(','));
      expect('}');
    }
    blanks();
    if (at < text.length()) {
      throw new NotFlat("something follows");
    }
    return fields;
  }

  private Optional<String> value() throws NotFlat {
    blanks();
    char first = peek();
    if (first == '"') {
      return Optional.of(string());
    }
    if (first == '[') {
      return array(1);
    }
    for (String word : new String[] {"null", "true", "false"}) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return Optional.empty();
      }
    }
    return Optional.of(number());
  }

  /// @param depth 1, or 2 for the octets of one of several texts; deeper ones are not of this form,
  ///   and would exhaust the stack
  private Optional<String> array(int depth) throws NotFlat {
    expect('[');
    StringBuilder octets = new StringBuilder();
    Optional<String> first = Optional.empty();
    if (isNext(']')) {
      return first;
    }
    do {
      blanks();
      if (peek() >= '0' && peek() <= '9') {
        octets.append((char) (Integer.parseInt(number()) & 0xFF));
      } else {
        Optional<String> value = element(depth);
        first = first.isPresent() ? first : value;
      }
    } while (isNext(','));
    expect(']');
    return first.isPresent()
        ? first
        : Optional.of(
            new String(
                octets.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private Optional<String> element(int depth) throws NotFlat {
    if (peek() != '[') {
      return value();
    }
    if (depth == DEEPEST) {
      throw new NotFlat("too many arrays within each other");
    }
    return array(depth + 1);
  }

  private String number() throws NotFlat {
    int from = at;
    while (peek() >= '0' && peek() <= '9' && at - from < 9) {
      at++;
    }
    if (at == from) {
      throw new NotFlat("no value");
    }
    return text.substring(from, at);
  }

  private String string() throws NotFlat {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws NotFlat {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw new NotFlat("an escape that is none");
    };
  }

  private char hex() throws NotFlat {
    int value = 0;
    for (int i = 0; i < DIGITS_OF_HEX; i++) {
      char digit = next();
      if (!HexFormat.isHexDigit(digit)) {
        throw new NotFlat("an escape that is none");
      }
      value = value * 16 + HexFormat.fromHexDigit(digit);
    }
    return (char) value;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() throws NotFlat {
    if (at == text.length()) {
      throw new NotFlat("it ends too early");
    }
    return text.charAt(at++);
  }

  private boolean isNext(char c) {
    blanks();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) throws NotFlat {
    if (!isNext(c)) {
      throw new NotFlat("no " + c);
    }
  }
}
