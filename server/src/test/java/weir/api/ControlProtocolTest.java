package weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlProtocolTest {
  static List<Request> requests() {
    return List.of(
        new Request.TellStatus(),
        new Request.Reload(),
        new Request.Allow("192.0.2.7", Duration.ofDays(7), "why"),
        new Request.Block("example.com", Duration.ofMillis(1), "\u4f60"),
        new Request.Lift("ann@example.com"),
        new Request.TellLeases(),
        new Request.Explain(
            new ImaginedSession(
                "192.0.2.7",
                Optional.of("mx"),
                "helo",
                "",
                List.of("ann@example.com"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new ImaginedSession.ImaginedMessage(
                        12,
                        3,
                        true,
                        Optional.of("subject"),
                        List.of("from a (b [192.0.2.7])"),
                        List.of("Ann <ann@example.com>"))))),
        new Request.Held.List(
            List.of("held"),
            Optional.of(""),
            Optional.of("example.com"),
            Optional.of("192.0.2.0/24"),
            Optional.of("on-block-list"),
            Optional.of(Instant.EPOCH),
            50),
        new Request.Held.Show("0000000000001/2"),
        new Request.Held.Read("0000000000001", 2, 4_096),
        new Request.Held.Release("0000000000001"),
        new Request.Held.Delete("0000000000001"),
        new Request.Stop());
  }

  static List<Answer> answers() {
    Instant now = Instant.parse("2026-11-25T08:00:00.123Z");
    Answer.LeaseLine lease = new Answer.LeaseLine("allow", "192.0.2.7", "why", now, now);
    return List.of(
        new Answer.Reloaded("a", "b", List.of("dns")),
        new Answer.Mistaken(List.of("file:1:1: no")),
        new Answer.Leased(lease),
        new Answer.Leases(List.of(lease)),
        new Answer.HeldMessages(List.of(held(now))),
        new Answer.HeldOctets("AAAA", 3),
        new Answer.Done("done"),
        new Answer.Failed("failed"),
        status(now),
        new Explanation(
            "default@1",
            "the running server",
            List.of(
                new Explanation.Step(
                    "rcpt",
                    "RCPT",
                    List.of(new Explanation.Fact("a", "b")),
                    List.of(new Explanation.Look("dnsbl", "clear", "", List.of())),
                    List.of(new Explanation.Weight("id", "", "m", "reject", "counted", 1.5)),
                    "default@1",
                    1.5,
                    Duration.ofSeconds(3),
                    List.of("X-Weir-A: b"),
                    "reject",
                    "id",
                    "550")),
            "reject",
            "id"));
  }

  private static HeldLine held(Instant now) {
    return new HeldLine(
        "0000000000001",
        2,
        "releasing",
        "example.com",
        "",
        List.of("bob@example.com"),
        "192.0.2.10",
        "mail.example.net",
        Optional.of("mail.example.net"),
        Optional.empty(),
        now,
        now,
        Optional.of(now),
        3,
        Optional.of("subject"),
        "on-block-list",
        "Listed",
        "quarantine",
        "default@1",
        1.5,
        List.of(
            new HeldLine.Found(
                "on-block-list", "bl.example", "counted", 1.5, "m", List.of("a = b"))),
        "back",
        1,
        Optional.of(now),
        "451 later");
  }

  static Status status(Instant now) {
    return new Status(
        "running",
        "weir.toml",
        "0123abcd",
        42,
        now,
        Duration.ofHours(1),
        List.of(new Status.Door("mx", "127.0.0.1:25", "mx", 3)),
        new Status.Sessions(3, 1, 0, 100, 200),
        new Status.Traffic(1, 2, 10, 3, 4, 5, 6, 7, 8, 11, 9),
        Map.of("on-block-list", 5L),
        List.of(new Status.RuleCost("no-orders", 32, 3, 1, 4.5, 0.25)),
        List.of(new Status.CheckCost("dnsbl", 4, Duration.ofNanos(26_000), 6.5)),
        Optional.of(
            new Status.HostRules(now, List.of(new Status.HostRule("tcp.smtp:3", "10.:allow", 7)))),
        List.of(new Status.Hop("inner", Optional.of("down"))),
        new Status.Journal("journal", 1, 2, 3, 4, 5, 6, Optional.of("full"), 7),
        new Status.DurableState(8, Optional.of("full")),
        Optional.of("it leapt"),
        Optional.of(new Status.Dns(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Optional.of("a defect"))),
        List.of(new Status.DnsList("bl.example", Optional.empty(), 3, 2)),
        Optional.empty(),
        new Status.Memory(1, 2, 3),
        1,
        new Status.Held(Map.of("held", 3L), 4, 5, 6, Optional.of(now), 7, Optional.of("full")),
        new Status.Outgoing(1, 2, 3, 4, Optional.of("much"), Optional.of("full")),
        new Status.Accounts(
            1,
            2,
            3,
            4,
            List.of(
                new Status.AccountSource(
                    "panel",
                    "file accounts.csv",
                    Optional.of(now),
                    1,
                    true,
                    Optional.of("too few"),
                    Optional.of("gone")))),
        List.of(ComplaintSources.unread(now, true)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestArrivesAsItWasSent(Request request) throws IOException {
    String line = new String(ControlProtocol.line(request), StandardCharsets.UTF_8);

    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(ControlProtocol.read(line, Request.class)).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerArrivesAsItWasSent(Answer answer) throws IOException {
    String line = new String(ControlProtocol.line(answer), StandardCharsets.UTF_8);

    assertThat(ControlProtocol.read(line, Answer.class)).isEqualTo(answer);
  }
}
