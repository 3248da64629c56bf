package weir.gateway.loglines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

  @Test
  void whatRecipientsWereToldStandsThereOnceACode() {
    String unknown = "550 5.1.1 No such mailbox here [0aaaaaaaaaaaa]";
    String busy = "451 4.7.1 Later [0aaaaaaaaaaaa]";

    String line =
        line(
            Entry.End.DELIVERED,
            "",
            new Entry.RecipientLine("ann@example.com", 250, "250 2.1.5 Recipient ok"),
            new Entry.RecipientLine("eve@example.com", 550, unknown),
            new Entry.RecipientLine("ivy@example.com", 550, unknown + "!"),
            new Entry.RecipientLine("bob@example.com", 451, busy));

    assertThat(line)
        .contains("rcpt-reply=\"" + unknown + "\" rcpt-reply=\"" + busy + "\" reply=")
        .doesNotContain(unknown + "!");
  }

  @Test
  void theNameOfTheClientStandsThere() {
    assertThat(line(Entry.End.DELIVERED, ""))
        .contains("client=192.0.2.7 name=\"mail.example.net\" helo=\"x\"");
  }

  @Test
  void aValueIsCutAndSaysHowMuchIsMissing() {
    Entry.RecipientLine[] many = new Entry.RecipientLine[1_000];
    Arrays.fill(
        many, new Entry.RecipientLine("a@" + "x".repeat(97), 250, "250 2.1.5 Recipient ok"));

    assertThat(line(Entry.End.DELIVERED, "", many))
        .contains("...(+96999)\"")
        .hasSizeLessThan(4_000);
  }

  @Test
  void whatATerminalObeysOrNobodySeesIsEscaped() {
    StringBuilder line = new StringBuilder();
    TransactionLine.put(line, "helo", "\u001b[2J\u009b\u202egro.elpmaxe\u200b\ud800\u2028ü😀\"\\");

    assertThat(line)
        .hasToString(
            " helo=\"\\u001b[2J\\u009b\\u202egro.elpmaxe\\u200b\\ud800\\u2028ü😀\\\"\\\\\"");
  }

  private static String line(Entry.End end, String hopReply, Entry.RecipientLine... recipients) {
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
                List.of(recipients),
                0,
                Entry.Heading.NONE,
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
        "x",
        Optional.of("mail.example.net"),
        Optional.empty(),
        Optional.empty());
  }
}
