package weir.cli.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.cli.Here;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.segments.JournalSettings;
import weir.segments.SqliteJournal;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.Verdict;
import weir.verdict.WhenUnknown;

/// A journal for tests: a message that was accepted, one that was refused, one deferred, a session,
/// an act.
final class Written {
  static final String ACCEPTED = "0aaaaaaaaaaaa";
  static final String REFUSED = "0bbbbbbbbbbbb";
  static final String DEFERRED = "0cccccccccccc";
  static final String EARLY = "0dddddddddddd";
  static final String ACT = "0eeeeeeeeeeee";
  static final String HOSTILE = "0ffffffffffff";
  static final Instant T = Instant.parse("2026-11-25T08:00:00Z");

  private static final FindingKind LISTED =
      FindingKind.of(
          "on-block-list",
          "The client's address is on a DNS block list.",
          "Your address is on a block list, see there how to be taken off",
          "7.1");
  private static final FindingKind EARLY_TALKER =
      FindingKind.firm(
          "early-talker",
          "The client talked before our greeting was complete.",
          "You talked before our greeting was complete",
          "5.1");

  private Written() {}

  static void to(Path folder) throws IOException {
    JournalSettings settings = JournalSettings.in(folder.resolve("journal"));
    try (SqliteJournal journal =
        SqliteJournal.open(
            settings, InstantSource.fixed(Here.NOW), InstantSource.fixed(Here.NOW))) {
      List.of(accepted(), refused(), deferred(), early(), act(), hostile()).forEach(journal::add);
      journal.flush(Duration.ofSeconds(30));
    }
  }

  private static Entry.Client client(String address, String helo) {
    return new Entry.Client(
        IpAddress.parse(address).orElseThrow(),
        40_000,
        "mx",
        Role.MX,
        helo,
        Optional.of("mail.example.net"),
        Optional.empty(),
        Optional.of("TLSv1.3 TLS_AES_128_GCM_SHA256"));
  }

  private static Verdict verdict(Outcome outcome, List<Verdict.Weighed> weighed) {
    return new Verdict(
        outcome, Duration.ZERO, List.of(), 0, weighed, List.of(), List.of(), "default@0123abcd");
  }

  private static Entry accepted() {
    return new Entry.Transaction(
        ACCEPTED,
        ACCEPTED,
        T,
        Duration.ofMillis(12),
        client("192.0.2.7", "mail.example.net"),
        "me@example.net",
        List.of(new Entry.RecipientLine("ann@example.com", 250, "250 2.1.5 Recipient ok")),
        1_234,
        Entry.Heading.of(Optional.of("Hello")),
        Entry.End.DELIVERED,
        "250 2.0.0 Taken, queued as 4X [" + ACCEPTED + "]",
        List.of(
            new Entry.Judged(
                Stage.RCPT, "ann@example.com", verdict(new Outcome.Pass(), List.of()))),
        Optional.of(
            new Entry.HopLine(
                "inner", "250 2.0.0 Ok: queued as 4X", Optional.of("4X"), Duration.ofMillis(7))));
  }

  static Entry.Transaction refused() {
    Finding listed =
        new Finding(
            LISTED,
            "bl.example",
            "Client [127.0.0.2] is on the block list bl.example",
            List.of(new Evidence("2.0.0.127.bl.example A", "127.0.0.2")));
    String reply = "550 5.7.1 Client [127.0.0.2] is on the block list bl.example [" + REFUSED + "]";
    Outcome reject = new Outcome.Reject(new Outcome.Reason("on-block-list", "7.1", listed.said()));
    return new Entry.Transaction(
        REFUSED,
        REFUSED,
        T.plusSeconds(60),
        Duration.ofMillis(1_500),
        client("127.0.0.2", "mail.example.net"),
        "me@example.net",
        List.of(new Entry.RecipientLine("ann@example.com", 550, reply)),
        0,
        Entry.Heading.NONE,
        Entry.End.REFUSED,
        reply,
        List.of(
            new Entry.Judged(
                Stage.RCPT,
                "ann@example.com",
                verdict(
                    reject,
                    List.of(new Verdict.Weighed("dnsbl", listed, Verdict.Weight.COUNTED, 0))))),
        Optional.empty());
  }

  private static Entry deferred() {
    String reply = "451 4.7.0 A check could not be made now [" + DEFERRED + "]";
    Verdict verdict =
        new Verdict(
            new Outcome.Defer(new Outcome.Reason("sender-domain", "7.0", "later")),
            Duration.ofSeconds(3),
            List.of(),
            2.5,
            List.of(),
            List.of(
                new Verdict.Unsettled(
                    "sender-domain",
                    "SERVFAIL",
                    WhenUnknown.DEFER,
                    List.of(new Evidence("broken.example MX", "SERVFAIL")))),
            List.of(),
            "default@0123abcd");
    return new Entry.Transaction(
        DEFERRED,
        ACCEPTED,
        T.plusSeconds(120),
        Duration.ofSeconds(3),
        client("192.0.2.7", "mail.example.net"),
        "me@broken.example",
        List.of(
            new Entry.RecipientLine("bob@example.com", 250, "250 2.1.5 Recipient ok"),
            new Entry.RecipientLine("ann@example.com", 451, reply)),
        0,
        Entry.Heading.NONE,
        Entry.End.DEFERRED,
        reply,
        List.of(new Entry.Judged(Stage.RCPT, "ann@example.com", verdict)),
        Optional.empty());
  }

  private static Entry early() {
    Outcome reject =
        new Outcome.Reject(new Outcome.Reason("early-talker", "5.1", "You talked early"));
    return new Entry.Session(
        EARLY,
        T.plusSeconds(180),
        Duration.ofMillis(80),
        client("198.51.100.9", ""),
        "refused",
        List.of("554 5.5.1 You talked early [" + EARLY + "]"),
        List.of(
            new Entry.Judged(
                Stage.HELO,
                "",
                verdict(
                    reject,
                    List.of(
                        new Verdict.Weighed(
                            "early-talk", Finding.of(EARLY_TALKER), Verdict.Weight.COUNTED, 0))))));
  }

  private static Entry act() {
    return new Entry.Act(
        ACT,
        T.plusSeconds(240),
        "allow",
        "root",
        Map.of("target", "127.0.0.2", "until", "2026-12-02T08:04:00Z", "reason", "ticket 4711"));
  }

  /// A sender who would like to paint on the terminal.
  private static Entry hostile() {
    return new Entry.Transaction(
        HOSTILE,
        HOSTILE,
        T.plusSeconds(300),
        Duration.ofMillis(5),
        client("203.0.113.66", "\u001b]0;owned\u0007"),
        "\u202egnp.exe@evil.example",
        List.of(),
        9,
        Entry.Heading.of(Optional.of("\u001b[2Jgone\r\nforged line")),
        Entry.End.LOST,
        "",
        List.of(),
        Optional.empty());
  }
}
