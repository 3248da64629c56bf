package weir.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// The words and values that an answer is made of (RFC 3501 section 4), one after the other.
final class ImapTokens {
  /// Characters of a text or code that are kept.
  private static final int TEXT = 300;

  private static final int DIGITS = 10;
  private static final int WORD = 1_000;

  /// Characters at the end of a line that may say how long its literal is.
  private static final int TAIL = 64;

  private final ImapOctets octets;

  ImapTokens(ImapOctets octets) {
    this.octets = octets;
  }

  /// A word and the blank behind it.
  String word() throws IOException {
    StringBuilder word = new StringBuilder();
    while (!octets.atEnd() && octets.peek() != ' ') {
      word.append((char) octets.next());
      if (word.length() > WORD) {
        throw new ImapNonsense("with a word of more than %,d octets".formatted(WORD));
      }
    }
    octets.takes(' ');
    return word.toString();
  }

  /// A word in capitals, and the blank behind it.
  String upper() throws IOException {
    return upper(word());
  }

  /// Up to a blank or the end of a list.
  String atom() throws IOException {
    StringBuilder atom = new StringBuilder();
    while (!octets.atEnd() && octets.peek() != ' ' && octets.peek() != ')') {
      atom.append((char) octets.next());
    }
    return atom.toString();
  }

  /// What stands in quotes.
  byte[] quoted() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    octets.expect('"');
    while (!octets.takes('"')) {
      if (octets.atEnd()) {
        throw new ImapNonsense("with quotes that do not end");
      }
      octets.takes('\\');
      text.write(octets.next());
    }
    return text.toByteArray();
  }

  /// The name of a value: a section in brackets belongs to it, blanks in it included.
  String item() throws IOException {
    StringBuilder name = new StringBuilder();
    int open = 0;
    while (open > 0 || octets.peek() != ' ') {
      if (octets.atEnd() || open == 0 && (octets.peek() == '(' || octets.peek() == ')')) {
        throw new ImapNonsense("with a name that has no value");
      }
      int octet = octets.next();
      open += octet == '[' ? 1 : octet == ']' ? -1 : 0;
      name.append((char) octet);
    }
    return upper(name.toString());
  }

  /// @throws ImapNonsense when it is none
  static long number(String word) throws ImapNonsense {
    if (!isNumber(word)) {
      throw new ImapNonsense("with something in place of a number");
    }
    return Long.parseLong(word);
  }

  /// Of ten digits at most.
  static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.length() <= DIGITS
        && word.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /// The code in brackets that a text may begin with, in capitals.
  Optional<String> code() throws IOException {
    if (!octets.takes('[')) {
      return Optional.empty();
    }
    StringBuilder code = new StringBuilder();
    while (!octets.takes(']')) {
      if (octets.atEnd()) {
        throw new ImapNonsense("with a code that does not end");
      }
      append(code, octets.next());
    }
    octets.takes(' ');
    return Optional.of(upper(code.toString()));
  }

  /// The rest of a line, for people.
  String text() throws IOException {
    StringBuilder text = new StringBuilder();
    while (!octets.atEnd()) {
      append(text, octets.next());
    }
    octets.end();
    return text.toString();
  }

  /// Skips an atom, a string, a literal, or a list with all that is in it.
  void skipValue() throws IOException {
    int open = 0;
    do {
      int octet = octets.peek();
      if (octet == '"') {
        quoted();
      } else if (octet == '{') {
        octets.open(octets.literal()).drain();
      } else if (octets.atEnd()) {
        throw new ImapNonsense("with a list that does not end");
      } else if (octet == '(' || octet == ')') {
        octets.next();
        open += octet == '(' ? 1 : -1;
      } else if (octet == ' ' || octet == '~') {
        octets.next();
      } else if (atom().isEmpty()) {
        throw new ImapNonsense("with a value that is none");
      }
    } while (open > 0);
  }

  /// Skips the rest of an answer, literals included.
  void skipLine() throws IOException {
    StringBuilder last = new StringBuilder();
    while (true) {
      int octet = octets.next();
      if (octet == '\n') {
        OptionalLong size = announced(last);
        if (size.isEmpty()) {
          return;
        }
        octets.open(size.getAsLong()).drain();
        last.setLength(0);
      } else {
        last.append((char) octet);
        if (last.length() > 2 * TAIL) {
          last.delete(0, TAIL);
        }
      }
    }
  }

  /// The size of the literal that a line ends with.
  private static OptionalLong announced(StringBuilder line) {
    String text = line.toString().stripTrailing();
    int open = text.lastIndexOf('{');
    if (open < 0 || !text.endsWith("}")) {
      return OptionalLong.empty();
    }
    String digits = text.substring(open + 1, text.length() - 1);
    String bare = digits.endsWith("+") ? digits.substring(0, digits.length() - 1) : digits;
    return isNumber(bare) ? OptionalLong.of(Long.parseLong(bare)) : OptionalLong.empty();
  }

  /// Of ASCII only: other octets are no letters here, and must not become some.
  private static String upper(String word) {
    StringBuilder upper = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char it = word.charAt(i);
      upper.append(it >= 'a' && it <= 'z' ? (char) (it - 'a' + 'A') : it);
    }
    return upper.toString();
  }

  private static void append(StringBuilder text, int octet) {
    if (text.length() < TEXT) {
      text.append(octet >= ' ' && octet <= '~' ? (char) octet : '?');
    }
  }
}
