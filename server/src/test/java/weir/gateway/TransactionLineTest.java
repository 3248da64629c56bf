package weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.Outcome;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.Verdict;
import weir.verdict.WhenUnknown;

/// The log alone says why a message was not taken.
class TransactionLineTest {
  @Test
  void whatTheNextHopSaidStandsThereWhereItTookNothing() {
    String said = "the hop \"hung\" up";

    assertThat(line(Entry.End.DEFERRED, said)).contains("hop-reply=\"the hop \\\"hung\\\" up\"");
    assertThat(line(Entry.End.DELIVERED, said)).doesNotContain("hop-reply");
  }

  @Test
  void checksThatCouldNotTellAreNamedOnce() {
    assertThat(line(Entry.End.DELIVERED, "")).contains(" unknown=fcrdns,dnsbl ");
  }

  private static String line(Entry.End end, String hopReply) {
    Entry.Judged judged =
        new Entry.Judged(
            Stage.RCPT,
            "ann@example.com",
            new Verdict(
                new Outcome.Pass(),
                Duration.ZERO,
                List.of(),
                0,
                List.of(),
                List.of(unsettled("fcrdns"), unsettled("dnsbl")),
                List.of(),
                "default@0123abcd"));
    return new TransactionLine(
            new Entry.Transaction(
                "0aaaaaaaaaaaa",
                "0aaaaaaaaaaaa",
                Instant.EPOCH,
                Duration.ZERO,
                client(),
                "me@example.net",
                List.of(),
                0,
                Optional.empty(),
                end,
                "451 4.3.0 later",
                List.of(judged, judged),
                Optional.of(
                    new Entry.HopLine("back", hopReply, Optional.empty(), Duration.ofMillis(2)))))
        .toString();
  }

  private static Verdict.Unsettled unsettled(String check) {
    return new Verdict.Unsettled(check, "SERVFAIL", WhenUnknown.OPEN, List.of());
  }

  private static Entry.Client client() {
    return new Entry.Client(
        IpAddress.parse("192.0.2.7").orElseThrow(),
        40_000,
        "mx",
        Role.MX,
        "mail.example.net",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
