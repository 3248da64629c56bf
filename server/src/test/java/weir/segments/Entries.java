package weir.segments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.journal.Entry;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.net.IpAddress;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.ReplyStatus;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.Verdict;
import weir.verdict.WhenUnknown;

/// Entries for tests.
final class Entries {

  static final Instant T = Instant.parse("2026-11-25T08:00:00.123456789Z");
  static final FindingKind LISTED =
      FindingKind.of("dnsbl-listed", "A list names the address.", "Ask the list.", "7.1");
  static final FindingKind NO_NAME =
      FindingKind.firm("no-reverse-name", "No name.", "Give it a name.", "7.25");

  private Entries() {}

  static Entry.Client client(String address) {
    return new Entry.Client(
        IpAddress.parse(address).orElseThrow(),
        40_000,
        "mx",
        Role.MX,
        "mail.example.net",
        Optional.of("mail.example.net"),
        Optional.empty(),
        Optional.of("TLSv1.3 TLS_AES_128_GCM_SHA256"));
  }

  static Entry.Transaction plain(int n) {
    return transaction(
        "id" + n, T.plusMillis(n), "192.0.2.7", "ann@example.net", "bob@example.com");
  }

  static Entry.Transaction transaction(
      String id, Instant at, String client, String sender, String recipient) {
    return transaction(id, at, client, sender, recipient, Entry.End.DELIVERED, List.of());
  }

  static Entry.Transaction transaction(
      String id,
      Instant at,
      String client,
      String sender,
      String recipient,
      Entry.End end,
      List<Entry.Judged> judged) {
    return new Entry.Transaction(
        id,
        id,
        at,
        Duration.ofMillis(12),
        client(client),
        sender,
        List.of(new Entry.RecipientLine(recipient, 250, "250 2.1.5 ok")),
        1_234,
        Entry.Heading.of(Optional.of("Hello")),
        end,
        "250 2.0.0 taken",
        judged,
        Optional.empty());
  }

  /// A verdict with everything in it.
  static Entry.Judged refused() {
    Finding listed =
        new Finding(
            LISTED,
            "zen.example",
            "Listed in zen.example; ask them.",
            Optional.of(new ReplyStatus(554, "7.1")),
            List.of(
                new Evidence("7.2.0.192.zen.example A", "127.0.0.2"),
                new Evidence("TXT", "\"quoted\" \\ \u4f60\n")));
    Verdict verdict =
        new Verdict(
            new Outcome.Reject(
                new Outcome.Reason("dnsbl-listed", "7.1", "Listed in zen.example", 554)),
            Duration.ofSeconds(3),
            List.of(new Verdict.Tag("X-Weir-Found", "dnsbl-listed")),
            4.5,
            List.of(
                new Verdict.Weighed("dnsbl", listed, Verdict.Weight.COUNTED, 5),
                new Verdict.Weighed("fcrdns", Finding.of(NO_NAME), Verdict.Weight.OBSERVED, -0.5)),
            List.of(
                new Verdict.Unsettled(
                    "sender-domain",
                    "timeout",
                    WhenUnknown.OPEN,
                    List.of(new Evidence("example.net MX", "SERVFAIL")))),
            List.of(
                new Effect.Remember("greylist", "k", "v", Duration.ofHours(1)),
                new Effect.Count("unknown-recipients", "k", 2, Duration.ofMinutes(1)),
                new Effect.Forget("greylist", "old")),
            "default@7");
    return new Entry.Judged(Stage.RCPT, "bob@example.com", verdict);
  }

  static Entry.Judged passed(Stage stage) {
    return new Entry.Judged(
        stage,
        "",
        new Verdict(
            new Outcome.Pass(),
            Duration.ZERO,
            List.of(),
            0,
            List.of(),
            List.of(),
            List.of(),
            "default@7"));
  }

  static Entry.Transaction full(String id) {
    return new Entry.Transaction(
        id,
        "session0",
        T,
        Duration.ofMillis(1_500),
        client("2001:db8::7"),
        "Ann.\u00c4@Example.NET",
        List.of(
            new Entry.RecipientLine("Bob@Example.com", 550, "550 5.7.1 no"),
            new Entry.RecipientLine("\"a\\\"b\"@example.org", 250, "250 2.1.5 ok")),
        9_999_999_999L,
        Entry.Heading.of(Optional.of("half a pair: \ud83d, \u0000 and \"quotes\""))
            .with(new Likeness(Optional.of(new Template(-3)), List.of("a.example", "192.0.2.9"))),
        Entry.End.REFUSED,
        "550 5.7.1 Listed",
        List.of(passed(Stage.CONNECT), refused(), passed(Stage.MESSAGE)),
        Optional.of(
            new Entry.HopLine(
                "inner", "250 2.0.0 Ok: queued as 4X", Optional.of("4X"), Duration.ofMillis(7))));
  }

  static Entry.Session session(String id) {
    return new Entry.Session(
        id,
        T,
        Duration.ofSeconds(300),
        client("192.0.2.9"),
        "timeout",
        List.of("421 4.4.2 too slow"),
        List.of(refused()));
  }

  static Entry.Act act(String id) {
    return new Entry.Act(id, T, "allow", "root", Map.of("what", "192.0.2.0/24", "for", "7d"));
  }
}
