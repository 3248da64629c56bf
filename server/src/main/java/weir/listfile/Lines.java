package weir.listfile;

import java.util.Locale;
import java.util.Optional;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// Reads one line after the other: the grammar of list files.
///
/// A line has a pattern, then perhaps a tab and what the refused are told. The pattern may begin
/// with `!`, then with `exact:`, `suffix:`, `glob:` or `regex:`; without a prefix it is what
/// [ReadAs] says. An empty line and one that begins with `#` say nothing.
final class Lines {
  /// Characters of what the refused are told.
  static final int MOST_SAID = 200;

  private final Kind kind;
  private final ReadAs readAs;

  Lines(Kind kind, ReadAs readAs) {
    this.kind = kind;
    this.readAs = readAs;
  }

  /// Takes what a line says; `suffix:` makes two entries of one line.
  interface Taker {
    void take(ListEntry entry);
  }

  /// @throws IllegalArgumentException with what is wrong
  void read(int number, String line, Taker taker) {
    String text = line.strip();
    if (text.isEmpty() || text.charAt(0) == '#') {
      return;
    }
    int tab = text.indexOf('\t');
    Optional<String> said = tab < 0 ? Optional.empty() : said(text.substring(tab + 1).strip());
    String pattern = tab < 0 ? text : text.substring(0, tab).strip();
    new Line(number, said, taker).read(pattern);
  }

  private static Optional<String> said(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.length() > MOST_SAID) {
      throw new IllegalArgumentException(
          "what is told behind the tab is longer than " + MOST_SAID + " characters");
    }
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("what is told behind the tab must be plain ASCII");
    }
    return Optional.of(text);
  }

  /// One line being read.
  private final class Line {
    private final int number;
    private final Optional<String> said;
    private final Taker taker;
    private Word word = Word.LISTED;
    private boolean negated;

    Line(int number, Optional<String> said, Taker taker) {
      this.number = number;
      this.said = said;
      this.taker = taker;
    }

    void read(String whole) {
      String pattern = whole;
      if (pattern.startsWith("!")) {
        pattern = pattern.substring(1).strip();
        if (readAs == ReadAs.QREGEX) {
          negated = true;
        } else {
          word = Word.EXCEPTED;
        }
      } else if (readAs == ReadAs.SPAMCONTROL && pattern.startsWith("?")) {
        pattern = pattern.substring(1);
        word = Word.ALLOWED;
      }
      int colon = pattern.indexOf(':');
      String prefix = colon < 0 ? "" : pattern.substring(0, colon);
      switch (prefix) {
        case "exact" -> literal(pattern.substring(colon + 1).strip(), true);
        case "suffix" -> suffix(pattern.substring(colon + 1).strip());
        case "glob" -> glob(pattern.substring(colon + 1).strip());
        case "regex" -> regex(pattern.substring(colon + 1).strip());
        default -> unprefixed(pattern);
      }
    }

    private void unprefixed(String pattern) {
      if (pattern.isEmpty()) {
        throw new IllegalArgumentException("! has nothing behind it");
      }
      switch (readAs) {
        case PLAIN -> literal(pattern, false);
        case GLOB -> glob(pattern);
        case REGEX, QREGEX -> regex(pattern);
        case SPAMCONTROL -> spamcontrol(pattern);
      }
    }

    private void spamcontrol(String pattern) {
      refuseWhatNeverMatches(pattern);
      if (pattern.startsWith("~")) {
        Domain host = domain(pattern.substring(1));
        take(new ListEntry.Host(host), Demand.NOTHING);
        return;
      }
      if (pattern.startsWith("@") && pattern.length() > 2) {
        String domain = pattern.substring(1, pattern.length() - 1);
        switch (pattern.charAt(pattern.length() - 1)) {
          case '+' -> {
            take(new ListEntry.Literal("@" + domain(domain)), new Demand.Stranger());
            return;
          }
          case '-' -> {
            take(new ListEntry.Literal("@" + domain(domain)), new Demand.NoReverseName());
            return;
          }
          case '=' -> {
            Domain home = domain(domain);
            take(new ListEntry.Literal("@" + home), new Demand.NameElsewhere(home));
            return;
          }
          default -> {}
        }
      }
      if (pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0) {
        glob(pattern);
      } else {
        literal(pattern, false);
      }
    }

    /// Some forms ask for the sender, some for the domain of an address: elsewhere they would be
    /// taken and never match.
    private void refuseWhatNeverMatches(String pattern) {
      if (pattern.startsWith("~") && kind != Kind.SENDERS) {
        throw new IllegalArgumentException(
            ("\"%s\" spares clients by their sender, and this is a list of %s"
                    + (kind == Kind.NAMES
                        ? ": write suffix:%s if you mean who calls itself so"
                        : ", where it would never match"))
                .formatted(pattern, word(kind), pattern.substring(1)));
      }
      if (kind == Kind.NAMES
          && pattern.startsWith("@")
          && "+-=".indexOf(pattern.charAt(pattern.length() - 1)) >= 0) {
        throw new IllegalArgumentException(
            ("\"%s\" is about the domain of an address, and this is a list of %s, where it would"
                    + " never match")
                .formatted(pattern, word(kind)));
      }
    }

    private static String word(Kind kind) {
      return switch (kind) {
        case SENDERS -> "senders";
        case RECIPIENTS -> "recipients";
        case NAMES -> "names in HELO";
      };
    }

    private void take(ListEntry.Matcher matcher, Demand demand) {
      taker.take(new ListEntry(number, matcher, word, demand, said));
    }

    /// @param alone whether only the text itself is meant, so that it may be empty
    private void literal(String text, boolean alone) {
      if (negated) {
        throw new IllegalArgumentException("! stands before a regular expression only here");
      }
      if (text.indexOf(' ') >= 0 && !text.startsWith("\"")) {
        throw new IllegalArgumentException(
            "\"" + text + "\" has a blank in it; what is told stands behind a tab");
      }
      take(
          new ListEntry.Literal(
              switch (kind) {
                case SENDERS, RECIPIENTS -> address(text);
                case NAMES -> name(text, alone);
              }),
          Demand.NOTHING);
    }

    private void suffix(String text) {
      Domain domain = domain(text.startsWith(".") ? text.substring(1) : text);
      literal(kind == Kind.NAMES ? domain.name() : "@" + domain, true);
      literal("." + domain, false);
    }

    private void glob(String text) {
      if (negated) {
        throw new IllegalArgumentException("! stands before a regular expression only here");
      }
      if (text.isEmpty()) {
        throw new IllegalArgumentException("the pattern is empty");
      }
      take(new ListEntry.Wildmat(Glob.of(text)), Demand.NOTHING);
    }

    private void regex(String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("the pattern is empty and would match everything");
      }
      String expression = readAs == ReadAs.QREGEX ? Pattern.ofPosix(text) : text;
      switch (Pattern.readIgnoringCase(expression)) {
        case Reading.Good _ -> take(new ListEntry.Regex(expression, text, negated), Demand.NOTHING);
        case Reading.Mistake(_, var reason) ->
            throw new IllegalArgumentException("\"" + text + "\": " + reason);
      }
    }
  }

  private static Domain domain(String text) {
    return Domain.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no domain"));
  }

  /// `a@b.example`, `@b.example`, `.b.example` or `a@`, as [LiteralTable] keeps it.
  private static String address(String text) {
    int at = text.lastIndexOf('@');
    if (text.startsWith(".") && at < 0) {
      return "." + domain(text.substring(1));
    }
    if (at < 0) {
      throw new IllegalArgumentException(
          text.equals("<>")
              ? "the null sender is never looked up"
              : "\"%s\" is no address: a domain is written @%s, a local part %s@"
                  .formatted(text, text, text));
    }
    if (at == 0) {
      return "@" + domain(text.substring(1));
    }
    if (at == text.length() - 1) {
      return localPart(text.substring(0, at));
    }
    return mailbox(text).key();
  }

  private static String localPart(String text) {
    String key = mailbox(text + "@x.invalid").key();
    return key.substring(0, key.length() - "x.invalid".length());
  }

  private static Path.Mailbox mailbox(String text) {
    if (PathParser.parse(text, true) instanceof PathParser.Parsed parsed
        && parsed.sourceRoute().isEmpty()
        && parsed.path() instanceof Path.Mailbox mailbox) {
      return mailbox;
    }
    throw new IllegalArgumentException("\"" + text + "\" is no address");
  }

  private static String name(String text, boolean alone) {
    if (text.startsWith(".") && text.length() > 1) {
      return "." + domain(text.substring(1));
    }
    if (text.isEmpty() && !alone) {
      throw new IllegalArgumentException("write exact: for a client without a name");
    }
    return Domain.parse(text).map(Domain::name).orElseGet(() -> text.toLowerCase(Locale.ROOT));
  }
}
