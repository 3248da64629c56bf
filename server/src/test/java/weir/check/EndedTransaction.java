package weir.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// A transaction that is over, of one message to one recipient.
public final class EndedTransaction {
  private EndedTransaction() {}

  public static Entry.Transaction of(IpAddress client, Instant at, Entry.End end, Verdict atRcpt) {
    Entry.Client who =
        new Entry.Client(
            client,
            40_000,
            "mx",
            Role.MX,
            "mail.example.net",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Entry.Transaction(
        "id",
        "session",
        at,
        Duration.ZERO,
        who,
        "sue@example.net",
        List.of(),
        100,
        Entry.Heading.NONE,
        end,
        "",
        List.of(new Entry.Judged(Stage.RCPT, "bob@example.com", atRcpt)),
        Optional.empty());
  }
}
