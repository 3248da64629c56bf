package weir.mail;

import java.util.Optional;

/// Reads what stands between the brackets of MAIL FROM and RCPT TO: RFC 5321 section 4.1.2, with
/// RFC 6531 section 3.3 where SMTPUTF8 is offered. One pass without regular expressions; it runs
/// for every path of every message.
public final class PathParser {

  /// What qmail sends as the sender of a double bounce. It means: nobody.
  private static final String DOUBLE_BOUNCE = "#@[]";

  private final String text;
  private int at;

  private PathParser(String text) {
    this.text = text;
  }

  /// What came of it.
  public sealed interface Result {}

  /// @param path the path without its source route
  /// @param sourceRoute the ignored route `@a,@b` as written (RFC 5321 appendix C), for the journal
  /// @param beyondAscii whether local part, domain or route were written with characters beyond
  ///   ASCII: without SMTPUTF8 in this transaction the answer is 553 5.6.7 (RFC 6531 section 3.5)
  public record Parsed(Path path, Optional<String> sourceRoute, boolean beyondAscii)
      implements Result {}

  /// @param why a sentence of ours; holds nothing of what the client sent
  public record Malformed(String why) implements Result {}

  /// A reverse-path: empty is the null path, `#@[]` too.
  ///
  /// @param inside the text between the brackets
  /// @param utf8 whether characters beyond ASCII may stand there
  public static Result reversePath(String inside, boolean utf8) {
    return inside.isEmpty() || inside.equals(DOUBLE_BOUNCE)
        ? new Parsed(new Path.Null(), Optional.empty(), false)
        : parse(inside, utf8);
  }

  /// A forward-path: `postmaster` alone is the postmaster here, any other name without a domain is
  /// refused.
  ///
  /// @param inside the text between the brackets
  /// @param utf8 whether characters beyond ASCII may stand there
  public static Result forwardPath(String inside, boolean utf8) {
    return DomainText.isAscii(inside) && inside.equalsIgnoreCase("postmaster")
        ? new Parsed(new Path.Postmaster(), Optional.empty(), false)
        : parse(inside, utf8);
  }

  /// A mailbox with an optional source route; neither null nor a bare postmaster.
  ///
  /// @param inside the text between the brackets
  /// @param utf8 whether characters beyond ASCII may stand there
  public static Result parse(String inside, boolean utf8) {
    boolean beyondAscii = !DomainText.isAscii(inside);
    if (beyondAscii && !utf8) {
      return new Malformed("an address beyond ASCII needs SMTPUTF8");
    }
    if (LocalPart.octets(inside) > Path.LIMIT - 2) {
      return new Malformed("the path is longer than " + Path.LIMIT + " octets");
    }
    PathParser parser = new PathParser(inside);
    try {
      Optional<String> route = parser.sourceRoute();
      Path.Mailbox mailbox = parser.mailbox();
      return new Parsed(mailbox, route, beyondAscii);
    } catch (Fault fault) {
      return new Malformed(fault.why);
    }
  }

  /// `A-d-l ":"`. Recognized and dropped: a route must be accepted and should be ignored (RFC 5321
  /// section 4.1.1.3).
  private Optional<String> sourceRoute() throws Fault {
    if (text.isEmpty() || text.charAt(0) != '@') {
      return Optional.empty();
    }
    do {
      if (at == text.length() || text.charAt(at) != '@') {
        throw new Fault("the source route is malformed");
      }
      int end = at + 1;
      boolean bracket = false; // the colons of an IPv6 literal do not end the route
      while (end < text.length() && (bracket || !isRouteMark(text.charAt(end)))) {
        bracket = text.charAt(end) == '[' || (bracket && text.charAt(end) != ']');
        end++;
      }
      if (end == text.length() || Domain.parse(text.substring(at + 1, end)).isEmpty()) {
        throw new Fault("the source route is malformed");
      }
      at = end + 1;
    } while (text.charAt(at - 1) == ',');
    return Optional.of(text.substring(0, at - 1));
  }

  private static boolean isRouteMark(char c) {
    return c == ',' || c == ':';
  }

  private Path.Mailbox mailbox() throws Fault {
    String local = at < text.length() && text.charAt(at) == '"' ? quotedString() : dotString();
    if (at == text.length()) {
      throw new Fault("the domain is missing");
    }
    if (text.charAt(at) != '@') {
      throw new Fault("a character in the local part needs quotes");
    }
    Optional<String> fault = LocalPart.fault(local);
    if (fault.isPresent()) {
      throw new Fault(fault.get());
    }
    String written = text.substring(at + 1);
    if (written.isEmpty()) {
      throw new Fault("the domain is missing");
    }
    Domain domain =
        Domain.parse(written)
            .orElseThrow(() ->
                new Fault(
                    written.startsWith("[")
                        ? "the address literal is malformed"
                        : "the domain is malformed"));
    Path.Mailbox mailbox = new Path.Mailbox(local, domain);
    if (LocalPart.octets(mailbox.text()) > Path.LIMIT - 2) {
      throw new Fault(
          "the path is longer than " + Path.LIMIT + " octets"); // A-labels are longer than U-labels
    }
    return mailbox;
  }

  private String dotString() throws Fault {
    int start = at;
    while (at < text.length() && (LocalPart.isAtext(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String local = text.substring(start, at);
    if (!local.isEmpty() && !LocalPart.isDotString(local)) {
      throw new Fault("a dot in the local part stands at its edge or beside another");
    }
    return local;
  }

  private String quotedString() throws Fault {
    StringBuilder local = new StringBuilder(Path.LOCAL_PART_LIMIT);
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && ++at == text.length()) {
        break;
      }
      local.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw new Fault("the quoted local part has no end");
    }
    at++;
    return local.toString();
  }

  /// Ends the reading; never leaves this class and carries no stack.
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    Fault(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
