package weir.received;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.mail.MailDate;

/// What a Received field says (RFC 5321 section 4.4), as the mail servers in use write it. As true
/// as its writer: whoever reads it has to know who that is.
///
/// @param by what the writer calls itself
/// @param came how it had the message
/// @param via physical link or program, as some write it
/// @param with protocol, as written
/// @param id what the writer calls the message
/// @param recipient of the envelope, without angle brackets; a claim
/// @param sender of the envelope; a claim
/// @param date when it had the message, by its clock
public record Received(
    Optional<String> by,
    Came came,
    Optional<String> via,
    Optional<String> with,
    Optional<String> id,
    Optional<String> recipient,
    Optional<String> sender,
    Optional<Instant> date) {
  /// Octets of a field that are read; what is longer is cut.
  public static final int LIMIT = 4000;

  private static final Pattern ENVELOPE_FROM = Pattern.compile("envelope-from <?([^<> ]*)>?");

  private static final Received NOTHING =
      new Received(
          Optional.empty(),
          new Came.Unsaid(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// Reads the value of a field. What is in no known place is not told.
  ///
  /// @param value unfolded; not to be trusted
  public static Received read(String value) {
    return Clauses.of(value).map(Received::of).orElse(NOTHING);
  }

  private static Received of(Clauses clauses) {
    return new Received(
        clauses.word("by").map(Received::name),
        CameReader.read(clauses),
        clauses.word("via"),
        clauses.word("with"),
        clauses.word("id").map(Received::bare),
        clauses.word("for").map(Received::bare),
        clauses
            .ownComments()
            .map(ENVELOPE_FROM::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .findFirst(),
        clauses.date().flatMap(MailDate::read));
  }

  /// Whether the client had proved who it is, by RFC 3848: `ESMTPA`, `ESMTPSA` and the like.
  public boolean isAuthenticated() {
    return with.filter(Received::isAuthenticated).isPresent();
  }

  static boolean isAuthenticated(String protocol) {
    String upper = protocol.toUpperCase(Locale.ROOT);
    return upper.matches("(?:ESMTP|LMTP|UTF8SMTP|UTF8LMTP)S?A");
  }

  private static String name(String word) {
    String name = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String bare(String word) {
    String bare = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
    return bare.length() > 1 && bare.startsWith("<") && bare.endsWith(">")
        ? bare.substring(1, bare.length() - 1)
        : bare;
  }
}
