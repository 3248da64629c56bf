package weir.maillog;

import java.util.Optional;
import java.util.Set;

/// What a delivery agent of Postfix says at its end, one line a recipient: `to=<R>, orig_to=<O>,
/// relay=H, conn_use=2, delay=D, delays=A/B/C/D, tls=T, dsn=X.Y.Z, status=S (TEXT)`.
///
/// The recipients before `relay=` are what a sender wrote, and the text at the end is what a remote
/// server said; either may contain all of that again. Whoever sends would gain by a forged result,
/// and the other side has the last word on that anyway, so the last `relay=` that is followed by
/// all the rest gives the result. Where the message went is told only by a line that can be read in
/// one way: else a stranger's server could say that it went to a server of ours, and as what.
final class PostfixDelivery {
  private static final String RELAY = ", relay=";

  /// The only one whose words on where a message went on to are the server's own.
  private static final String LOCAL = "local";

  private static final Set<String> DEFERRED = Set.of("deferred", "SOFTBOUNCE");
  private static final Set<String> DELIVERED = Set.of("sent", "deliverable");
  private static final Set<String> FAILED =
      Set.of("bounced", "expired", "undeliverable", "undeliverable-but-not-cached");

  private PostfixDelivery() {}

  /// What follows `ID: `.
  static Optional<LogEvent> read(String id, Scan scan) {
    String text = scan.rest();
    for (int at = text.lastIndexOf(RELAY); at > 0; at = text.lastIndexOf(RELAY, at - 1)) {
      Optional<LogEvent> read = at(id, text, at, true);
      if (read.isPresent()) {
        return isFirst(id, text, at) ? read : at(id, text, at, false);
      }
    }
    return Optional.empty();
  }

  /// Whether no earlier place can be read.
  private static boolean isFirst(String id, String text, int last) {
    int at = text.indexOf(RELAY);
    while (at < last && at(id, text, at, false).isEmpty()) {
      at = text.indexOf(RELAY, at + 1);
    }
    return at == last;
  }

  /// @param sure whether the line can be read in no other way
  private static Optional<LogEvent> at(String id, String text, int relayAt, boolean sure) {
    Scan scan = new Scan(text.substring(relayAt + RELAY.length()));
    Optional<String> relay = scan.until(", ").filter(host -> host.indexOf(' ') < 0);
    field(scan, "conn_use=");
    boolean timed = field(scan, "delay=") && field(scan, "delays=");
    field(scan, "tls=");
    if (relay.isEmpty() || !timed || !scan.skip("dsn=")) {
      return Optional.empty();
    }
    Optional<String> code = scan.until(", status=");
    String status = scan.token();
    Optional<LogEvent.Result> result = result(status);
    String said = scan.skip(" (") ? scan.rest() : "";
    return result
        .filter(any -> code.isPresent() && said.endsWith(")"))
        .map(what ->
            delivery(id, text.substring(0, relayAt), what, relay.get(), code, within(said), sure));
  }

  /// A field that need not be there; goes behind it.
  private static boolean field(Scan scan, String name) {
    return scan.skip(name) && scan.until(", ").isPresent();
  }

  private static String within(String said) {
    return said.substring(0, said.length() - 1);
  }

  private static Optional<LogEvent.Result> result(String status) {
    if (DELIVERED.contains(status)) {
      return Optional.of(LogEvent.Result.DELIVERED);
    }
    if (FAILED.contains(status)) {
      return Optional.of(LogEvent.Result.FAILED);
    }
    return DEFERRED.contains(status) ? Optional.of(LogEvent.Result.DEFERRED) : Optional.empty();
  }

  private static LogEvent delivery(
      String id,
      String recipients,
      LogEvent.Result result,
      String relay,
      Optional<String> code,
      String said,
      boolean sure) {
    int original = recipients.lastIndexOf(", orig_to=");
    String recipient = original < 0 ? recipients : recipients.substring(0, original);
    Optional<String> forwarded =
        relay.equals(LOCAL) && result == LogEvent.Result.DELIVERED
            ? forwardedAs(said)
            : Optional.empty();
    if (sure && forwarded.isPresent()) {
      return new LogEvent.Offspring(id, forwarded.get(), LogEvent.Kinship.FORWARD);
    }
    Optional<PostfixPeer> peer = PostfixPeer.read(new Scan(relay));
    return new LogEvent.Delivery(
        id,
        address(recipient.substring(3)), // to=
        original < 0 ? Optional.empty() : Optional.of(address(recipients.substring(original + 10))),
        result,
        relay.equals("none") || !sure ? Optional.empty() : Optional.of(relay),
        sure ? peer.flatMap(PostfixPeer::address) : Optional.empty(),
        code,
        said,
        sure ? NextId.in(said) : Optional.empty());
  }

  /// Postfix before 2.3 or so wrote addresses without brackets.
  private static String address(String text) {
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }

  /// What `local` says when an alias or a .forward leads elsewhere.
  private static Optional<String> forwardedAs(String said) {
    return said.startsWith("forwarded as ")
        ? Optional.of(said.substring(13)).filter(PostfixId::isId)
        : Optional.empty();
  }
}
