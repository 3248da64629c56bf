package weir.received;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.received.Clauses.Clause;

/// How a message came to the writer of a field. Each server has its own place for it; a word of the
/// same look elsewhere counts for nothing.
final class CameReader {
  private static final String UID = "(\\d{1,10})";
  private static final Pattern QMAIL_NETWORK =
      Pattern.compile("qmail \\d{1,10} (?:messnum \\d+ )?invoked from network");
  private static final Pattern QMAIL_ADDRESS =
      Pattern.compile(
          "qmail \\d{1,10} (?:messnum \\d+ )?invoked from network\\[([0-9A-Fa-f.:]+)/[^\\]]*\\]");
  private static final Pattern QMAIL_ITSELF =
      Pattern.compile("qmail \\d{1,10} (?:messnum \\d+ )?(invoked (?:by alias|for bounce))");
  private static final Pattern INVOKED =
      Pattern.compile(
          "(?:qmail \\d{1,10}(?: messnum \\d+)?|nullmailer pid \\d{1,10}) invoked by uid " + UID);
  private static final Pattern POSTFIX = Pattern.compile("[^,()]{1,64}, from userid " + UID);
  private static final Pattern SENDMAIL = Pattern.compile("from ([^@ \\[\\]]+)@localhost");
  private static final Pattern COURIER = Pattern.compile("uid " + UID);
  private static final Pattern EXIM_LOCAL = Pattern.compile("local(?:-e?smtps?a?)?");
  private static final Pattern SOCKET =
      Pattern.compile(
          "(?:\\S+ )?\\[(?:local|unix socket|UNIX: localhost|\\[UNIX: localhost\\])\\]");

  private CameReader() {}

  static Came read(Clauses clauses) {
    if (clauses.all().isEmpty()) {
      return new Came.Unsaid();
    }
    Clause first = clauses.all().getFirst();
    return switch (first.keyword()) {
      case "" -> leading(first, clauses);
      case "from" -> from(first, clauses);
      case "by" -> postfix(first);
      default -> new Came.Unsaid();
    };
  }

  /// qmail, nullmailer and Sendmail begin with a comment of their own.
  private static Came leading(Clause first, Clauses clauses) {
    if (first.parts().size() > 1
        || !(first.parts().getFirst() instanceof Part.Comment(String text))) {
      return new Came.Unsaid();
    }
    Matcher sendmail = SENDMAIL.matcher(text);
    if (sendmail.matches()) {
      return program(OptionalLong.empty(), Optional.of(sendmail.group(1)));
    }
    return clauses.all().size() == 1 ? alone(text) : new Came.Unsaid();
  }

  /// The fields of qmail and nullmailer are nothing but the comment and the date.
  private static Came alone(String text) {
    if (QMAIL_NETWORK.matcher(text).matches()) {
      return new Came.AsFieldBelow();
    }
    Matcher address = QMAIL_ADDRESS.matcher(text);
    if (address.matches()) {
      return IpAddress.parse(address.group(1))
          .<Came>map(seen -> new Came.By(SeenClient.of(seen)))
          .orElseGet(Came.Unsaid::new);
    }
    Matcher itself = QMAIL_ITSELF.matcher(text);
    if (itself.matches()) {
      return new Came.FromItself(itself.group(1));
    }
    return uid(INVOKED, text).orElseGet(Came.Unsaid::new);
  }

  /// `by HOST (Postfix, from userid 2001)`.
  private static Came postfix(Clause by) {
    return by.parts().size() > 1 && by.parts().get(1) instanceof Part.Comment(String text)
        ? uid(POSTFIX, text).orElseGet(Came.Unsaid::new)
        : new Came.Unsaid();
  }

  private static Came from(Clause from, Clauses clauses) {
    Optional<Came> local = isLocal(clauses) ? local(from) : Optional.empty();
    if (local.isPresent()) {
      return local.get();
    }
    List<String> comments = from.comments();
    if (!comments.isEmpty() && SOCKET.matcher(comments.getFirst()).matches()) {
      return program(OptionalLong.empty(), Optional.empty());
    }
    return SeenClient.read(from, clauses).<Came>map(Came.By::new).orElseGet(Came.Unsaid::new);
  }

  private static boolean isLocal(Clauses clauses) {
    return clauses.word("with").filter(word -> EXIM_LOCAL.matcher(word).matches()).isPresent();
  }

  /// Exim's `from USER by HOST with local`, with `(helo=NAME)` where a program spoke SMTP to it;
  /// Courier's `(uid N)`.
  private static Optional<Came> local(Clause from) {
    List<String> comments = from.comments();
    if (!comments.isEmpty()) {
      Optional<Came> courier = uid(COURIER, comments.getLast());
      if (courier.isPresent()) {
        return courier;
      }
    }
    boolean isExim =
        comments.isEmpty()
            || comments.size() == 1
                && comments.getFirst().toLowerCase(Locale.ROOT).startsWith("helo=");
    return isExim && from.words().count() == 1
        ? from.word()
            .map(CameReader::unquoted)
            .map(user -> program(OptionalLong.empty(), Optional.of(user)))
        : Optional.empty();
  }

  private static String unquoted(String word) {
    return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"")
        ? word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1")
        : word;
  }

  private static Optional<Came> uid(Pattern form, String text) {
    Matcher found = form.matcher(text);
    return found.matches()
        ? Optional.of(program(OptionalLong.of(Long.parseLong(found.group(1))), Optional.empty()))
        : Optional.empty();
  }

  private static Came program(OptionalLong uid, Optional<String> user) {
    return new Came.By(new Entrance.Program(uid, user));
  }
}
