package weir.bench.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import weir.journal.Entry;
import weir.journal.Id;
import weir.net.IpAddress;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// Transactions by number: the same number gives the same one, but for its time. A million clients,
/// five million senders in 200,000 domains, 100,000 recipients in 1,000; six in ten are refused.
final class MadeEntries {
  static final String COMMON_FINDING = "made-common";
  static final String RARE_FINDING = "made-rare";

  private static final String SUBJECT = "message ";
  private static final int CLIENTS = 1_000_000;
  private static final int SENDER_DOMAINS = 200_000;
  private static final int SENDERS_EACH = 25;
  private static final int CUSTOMERS = 1_000;
  private static final int RECIPIENTS_EACH = 100;
  private static final int RARE_ONE_IN = 100_000;
  private static final int FIRST_CLIENT = 0x0b00_0000;
  private static final int NULL_SENDER_ONE_IN = 50;

  private static final FindingKind COMMON =
      FindingKind.of(COMMON_FINDING, "A list names the address.", "Ask the list.", "7.1");
  private static final FindingKind RARE =
      FindingKind.of(RARE_FINDING, "Seldom seen.", "Ask us.", "7.1");

  private MadeEntries() {}

  static Entry.Transaction of(long number, Instant at) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    String id = Id.next(random);
    IpAddress client = IpAddress.ofV4(FIRST_CLIENT + random.nextInt(CLIENTS));
    String sender =
        random.nextInt(NULL_SENDER_ONE_IN) == 0
            ? ""
            : "user%d@sender%d.example"
                .formatted(random.nextInt(SENDERS_EACH), random.nextInt(SENDER_DOMAINS));
    String recipient =
        "user%d@customer%d.example"
            .formatted(random.nextInt(RECIPIENTS_EACH), random.nextInt(CUSTOMERS));
    boolean refused = random.nextInt(10) < 6;
    List<Entry.Judged> judged = new ArrayList<>();
    if (refused) {
      judged.add(judged(COMMON, recipient));
    }
    if (number % RARE_ONE_IN == 0) {
      judged.add(judged(RARE, recipient));
    }
    return new Entry.Transaction(
        id,
        random.nextBoolean() ? id : Id.next(random),
        at,
        Duration.ofMillis(random.nextInt(500)),
        new Entry.Client(
            client,
            40_000,
            "mx",
            Role.MX,
            "mail.sender.example",
            Optional.of("mail.sender.example"),
            Optional.empty(),
            Optional.of("TLSv1.3 TLS_AES_128_GCM_SHA256")),
        sender,
        List.of(new Entry.RecipientLine(recipient, refused ? 554 : 250, "2.1.5 ok")),
        random.nextInt(100_000),
        Entry.Heading.of(Optional.of(SUBJECT + number)),
        refused ? Entry.End.REFUSED : Entry.End.DELIVERED,
        refused ? "554 5.7.1 Listed" : "250 2.0.0 taken",
        judged,
        Optional.empty());
  }

  /// What number an entry was made of.
  static long number(Entry.Transaction made) {
    return Long.parseLong(made.subject().orElseThrow().substring(SUBJECT.length()));
  }

  private static Entry.Judged judged(FindingKind kind, String recipient) {
    Finding finding =
        new Finding(
            kind,
            "zen.example",
            "Listed in zen.example; ask them.",
            Optional.empty(),
            List.of(new Evidence("7.2.0.192.zen.example A", "127.0.0.2")));
    return new Entry.Judged(
        Stage.RCPT,
        recipient,
        new Verdict(
            new Outcome.Reject(new Outcome.Reason(kind.id(), "7.1", "Listed in zen.example", 554)),
            Duration.ZERO,
            List.of(),
            4.5,
            List.of(new Verdict.Weighed("dnsbl", finding, Verdict.Weight.COUNTED, 5)),
            List.of(),
            List.of(),
            "default@7"));
  }
}
