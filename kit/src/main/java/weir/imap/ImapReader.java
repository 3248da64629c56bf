package weir.imap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads what a server says (RFC 3501 section 7), one answer after the other. Whatever it says, an
/// answer costs bounded memory: what is longer is refused, a literal goes to its taker or is
/// skipped.
public final class ImapReader {
  /// Octets of an answer, literals not counted.
  public static final int LONGEST = 64 * 1024;

  /// Octets of the answer to a search: a folder may hold a million messages.
  public static final int LONGEST_SEARCH = 16 * 1024 * 1024;

  /// Numbers of a search that are kept.
  public static final int MOST_FOUND = 10_000;

  private static final int TEXT = 300;
  private static final int DIGITS = 10;
  private static final int WORD = 1_000;
  private static final int TAIL = 64;

  private final ImapOctets octets;

  public ImapReader(InputStream in) {
    this.octets = new ImapOctets(in);
  }

  /// The next answer. A message in it has gone to the taker when this returns.
  ///
  /// @throws ImapNonsense when it is no answer
  /// @throws IOException when it breaks off, also from the taker
  public ImapAnswer read(BodyTaker taker) throws IOException {
    octets.atMost(LONGEST);
    if (octets.takes('+')) {
      octets.takes(' ');
      return new ImapAnswer.GoOn(text());
    }
    String first = word();
    if (!first.equals("*")) {
      String status = upper();
      return new ImapAnswer.Tagged(first, status(status), code(), text());
    }
    String second = upper();
    return switch (second) {
      case "OK", "NO", "BAD", "BYE", "PREAUTH" ->
          new ImapAnswer.Said(status(second), code(), text());
      case "CAPABILITY" -> capabilities();
      case "SEARCH" -> found();
      default -> isNumber(second) ? ofNumber(second, taker) : other(second);
    };
  }

  private ImapAnswer ofNumber(String number, BodyTaker taker) throws IOException {
    String what = upper();
    return switch (what) {
      case "EXISTS" -> {
        octets.end();
        yield new ImapAnswer.Exists(Long.parseLong(number));
      }
      case "FETCH" -> fetched(taker);
      default -> other(what);
    };
  }

  private ImapAnswer other(String word) throws IOException {
    skipLine();
    return new ImapAnswer.Other(word);
  }

  private ImapAnswer capabilities() throws IOException {
    Set<String> words = new HashSet<>();
    while (!octets.atEnd()) {
      words.add(upper());
    }
    words.remove(""); // between two blanks
    octets.end();
    return new ImapAnswer.Capabilities(words);
  }

  private ImapAnswer found() throws IOException {
    octets.atMost(LONGEST_SEARCH);
    List<Long> numbers = new ArrayList<>();
    boolean more = false;
    while (!octets.atEnd()) {
      String word = upper();
      if (word.startsWith("(")) {
        skipLine(); // RFC 7162: the mark of changes stands last
        return new ImapAnswer.Found(numbers, more);
      }
      if (!word.isEmpty() && numbers.size() < MOST_FOUND) {
        numbers.add(number(word));
      } else if (!word.isEmpty()) {
        more = true;
      }
    }
    octets.end();
    return new ImapAnswer.Found(numbers, more);
  }

  /// RFC 3501 section 7.4.2: pairs of a name and a value, in any order.
  private ImapAnswer fetched(BodyTaker taker) throws IOException {
    OptionalLong uid = OptionalLong.empty();
    OptionalLong size = OptionalLong.empty();
    boolean hasBody = false;
    octets.expect('(');
    while (!octets.takes(')')) {
      if (octets.takes(' ')) {
        continue;
      }
      String name = item();
      octets.expect(' ');
      switch (name) {
        case "UID" -> uid = OptionalLong.of(number(atom()));
        case "RFC822.SIZE" -> size = OptionalLong.of(number(atom()));
        case "BODY[]" -> hasBody |= body(taker);
        default -> skipValue();
      }
    }
    octets.end();
    return new ImapAnswer.Fetched(uid, size, hasBody);
  }

  /// @return false where there is none
  private boolean body(BodyTaker taker) throws IOException {
    octets.takes('~'); // RFC 3516: a literal with any octets
    if (octets.peek() == '{') {
      long size = octets.literal();
      ImapOctets.Literal literal = octets.open(size);
      taker.take(literal, size);
      literal.drain();
      return true;
    }
    if (octets.peek() == '"') {
      byte[] quoted = quoted();
      taker.take(new ByteArrayInputStream(quoted), quoted.length);
      return true;
    }
    atom();
    return false;
  }

  /// The name of a value: a section in brackets belongs to it, blanks in it included.
  private String item() throws IOException {
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

  private String atom() throws IOException {
    StringBuilder atom = new StringBuilder();
    while (!octets.atEnd() && octets.peek() != ' ' && octets.peek() != ')') {
      atom.append((char) octets.next());
    }
    return atom.toString();
  }

  private byte[] quoted() throws IOException {
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

  /// Skips an atom, a string, a literal, or a list with all that is in it.
  private void skipValue() throws IOException {
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
  private void skipLine() throws IOException {
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

  /// A word and the blank behind it.
  private String word() throws IOException {
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

  private String upper() throws IOException {
    return upper(word());
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

  private Optional<String> code() throws IOException {
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
  private String text() throws IOException {
    StringBuilder text = new StringBuilder();
    while (!octets.atEnd()) {
      append(text, octets.next());
    }
    octets.end();
    return text.toString();
  }

  private static void append(StringBuilder text, int octet) {
    if (text.length() < TEXT) {
      text.append(octet >= ' ' && octet <= '~' ? (char) octet : '?');
    }
  }

  private static ImapAnswer.Status status(String word) throws ImapNonsense {
    return switch (word) {
      case "OK" -> ImapAnswer.Status.OK;
      case "NO" -> ImapAnswer.Status.NO;
      case "BAD" -> ImapAnswer.Status.BAD;
      case "BYE" -> ImapAnswer.Status.BYE;
      case "PREAUTH" -> ImapAnswer.Status.PREAUTH;
      default -> throw new ImapNonsense("something that is not IMAP");
    };
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.length() <= DIGITS
        && word.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static long number(String word) throws ImapNonsense {
    if (!isNumber(word)) {
      throw new ImapNonsense("with something in place of a number");
    }
    return Long.parseLong(word);
  }
}
