package weir.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  private final ImapOctets octets;
  private final ImapTokens tokens;

  public ImapReader(InputStream in) {
    this.octets = new ImapOctets(in);
    this.tokens = new ImapTokens(octets);
  }

  /// The next answer. A message in it has gone to the taker when this returns.
  ///
  /// @throws ImapNonsense when it is no answer
  /// @throws IOException when it breaks off, also from the taker
  public ImapAnswer read(BodyTaker taker) throws IOException {
    octets.atMost(LONGEST);
    if (octets.takes('+')) {
      octets.takes(' ');
      return new ImapAnswer.GoOn(tokens.text());
    }
    String first = tokens.word();
    if (!first.equals("*")) {
      String status = tokens.upper();
      return new ImapAnswer.Tagged(first, status(status), tokens.code(), tokens.text());
    }
    String second = tokens.upper();
    return switch (second) {
      case "OK", "NO", "BAD", "BYE", "PREAUTH" ->
          new ImapAnswer.Said(status(second), tokens.code(), tokens.text());
      case "CAPABILITY" -> capabilities();
      case "SEARCH" -> found();
      default -> ImapTokens.isNumber(second) ? ofNumber(second, taker) : other(second);
    };
  }

  private ImapAnswer ofNumber(String number, BodyTaker taker) throws IOException {
    String what = tokens.upper();
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
    tokens.skipLine();
    return new ImapAnswer.Other(word);
  }

  private ImapAnswer capabilities() throws IOException {
    Set<String> words = new HashSet<>();
    while (!octets.atEnd()) {
      words.add(tokens.upper());
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
      String word = tokens.upper();
      if (word.startsWith("(")) {
        tokens.skipLine(); // RFC 7162: the mark of changes stands last
        return new ImapAnswer.Found(numbers, more);
      }
      if (!word.isEmpty() && numbers.size() < MOST_FOUND) {
        numbers.add(ImapTokens.number(word));
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
      String name = tokens.item();
      octets.expect(' ');
      switch (name) {
        case "UID" -> uid = OptionalLong.of(ImapTokens.number(tokens.atom()));
        case "RFC822.SIZE" -> size = OptionalLong.of(ImapTokens.number(tokens.atom()));
        case "BODY[]" -> hasBody |= body(taker);
        default -> tokens.skipValue();
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
      byte[] quoted = tokens.quoted();
      taker.take(new ByteArrayInputStream(quoted), quoted.length);
      return true;
    }
    tokens.atom();
    return false;
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
}
