package weir.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import weir.api.ComplaintSources;
import weir.api.Status;
import weir.cli.output.Style;

class StatusPageTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private static String page(Status.DnsList... lists) {
    return page(Optional.empty(), lists);
  }

  private static String page(Optional<Status.HostRules> hostRules, Status.DnsList... lists) {
    Status status =
        new Status(
            "running",
            "weir.toml",
            "0123abcd",
            42,
            NOW,
            Duration.ofMinutes(1),
            List.of(new Status.Door("mx", "127.0.0.1:25", "mx", 3)),
            new Status.Sessions(3, 1, 0, 100, 200),
            new Status.Traffic(11, 7, 2, 3_000, 4, 5, 0, 2, 1, 0, 0),
            Map.of(),
            List.of(
                new Status.RuleCost("cheap", 1_600, 3, 0, 2, 0.25),
                new Status.RuleCost("dear", 1_600, 0, 1, 6, 0.75),
                new Status.RuleCost("new", 1, 0, 0, 0, 0)),
            List.of(
                new Status.CheckCost("helo", 4, Duration.ofNanos(10_000), 2.5),
                new Status.CheckCost("dnsbl", 4, Duration.ofMillis(50), 12_500),
                new Status.CheckCost("greylist", 0, Duration.ZERO, 0)),
            hostRules,
            List.of(new Status.Hop("inner", Optional.of("connection refused"))),
            new Status.Journal("journal", 9, 0, 0, 0, 0, 0, Optional.empty(), 0),
            new Status.DurableState(1, Optional.of("No space left on device")),
            Optional.of("the clock leapt"),
            Optional.of(new Status.Dns(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Optional.of("null"))),
            List.of(lists),
            Optional.empty(),
            new Status.Memory(1, 2, 3),
            1,
            new Status.Held(
                Map.of("held", 3L, "pending", 1L, "releasing", 0L),
                4_096,
                100,
                1 << 20,
                Optional.of(NOW),
                6,
                Optional.of("full: held.messages")),
            new Status.Outgoing(
                1_200, 30, 7, 2, Optional.of("too much is nobody's"), Optional.of("disk full")),
            new Status.Accounts(
                1_200,
                5_000,
                3,
                2,
                List.of(
                    new Status.AccountSource(
                        "panel",
                        "file accounts.csv",
                        Optional.empty(),
                        1_200,
                        true,
                        Optional.of("too few"),
                        Optional.of("gone")))),
            List.of(ComplaintSources.unread(NOW, true)));
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new StatusPage(out, new Style(false)).print(status);
    out.flush();
    return text.toString();
  }

  @Test
  void aBlockListThatDoesNotTellIsNamed() {
    assertThat(
            page(
                new Status.DnsList("fine.example", Optional.empty(), 0, 0),
                new Status.DnsList("slow.example", Optional.empty(), 1_200, 0),
                new Status.DnsList("strict.example", Optional.empty(), 0, 7)))
        .contains("slow.example: 1,200 answers failed, 0 refused us\n")
        .contains("strict.example: 0 answers failed, 7 refused us\n")
        .doesNotContain("fine.example");
  }

  @Test
  void aNextHopThatIsDownIsNamedWithTheCause() {
    assertThat(page()).contains("inner").contains("down: connection refused");
  }

  @Test
  void whatIsHeldIsCountedAndWhatIsWrongWithItIsSaid() {
    assertThat(page())
        .contains("messages       7 delivered (2.9 KB), 2 held, ")
        .contains("held mail      3 held, 1 pending, 4.0 KB of 1.0 MB (weir held list)\n")
        .contains("pending since 2026-11-25 08:00:00Z\n")
        .contains("trouble: full: held.messages\n");
  }

  @Test
  void theDearestRulesAndChecksComeFirst() {
    assertThat(page())
        .contains(
            """
            RULE   CALLS  MATCHES  UNKNOWN  A CALL  OF ALL RULES
            dear   1,600  0        1        6.0 µs  75 %
            cheap  1,600  3        0        2.0 µs  25 %
            new    1      0        0        -       -

            CHECK  LOOKS  WAITED ON AVERAGE
            dnsbl  4      12.5 ms
            helo   4      2.5 µs
            """)
        .doesNotContain("greylist");
  }

  @Test
  void hostRulesThatNeverWonComeFirst() {
    Status.HostRules rules =
        new Status.HostRules(
            NOW,
            List.of(
                new Status.HostRule("tcp.smtp:1", "10.:allow", 1_200),
                new Status.HostRule("tcp.smtp:2", "10.1.:deny", 0),
                new Status.HostRule("tcp.smtp:4", ":allow", 90)));

    assertThat(page(Optional.of(rules)))
        .endsWith(
            """

            HOST RULE   WON    ITS TEXT
            tcp.smtp:2  0      10.1.:deny
            tcp.smtp:4  90     :allow
            tcp.smtp:1  1,200  10.:allow
            1 of 3 host rules never won since their files were read at 2026-11-25 08:00:00Z
            """);
    assertThat(page()).doesNotContain("HOST RULE");
  }

  @Test
  void ofManyHostRulesTheRarestAreShownAndTheOthersCounted() {
    List<Status.HostRule> ten =
        LongStream.range(0, 10)
            .mapToObj(i -> new Status.HostRule("tcp.smtp:" + (10 - i), ":allow", 10 - i))
            .toList();

    assertThat(page(Optional.of(new Status.HostRules(NOW, ten))))
        .contains("tcp.smtp:8 ", "and 2 that won as often or more, see --json\n")
        .doesNotContain("tcp.smtp:9 ", "tcp.smtp:10 ");
  }

  @Test
  void defectsInAskingDnsAndPacketsThatAnswerNothingAreCounted() {
    assertThat(page())
        .contains("9 packets answered no question: late, or forged\n")
        .contains("10 defects of ours; the log has them\n")
        .contains("trouble: null\n");
  }

  @Test
  void stateThatIsNotWrittenIsNamedWithTheCause() {
    assertThat(page()).contains("state          not on the disk: No space left on device\n");
  }

  @Test
  void aClockThatIsNotBelievedIsNamed() {
    assertThat(page()).contains("clock          the clock leapt\n");
  }
}
