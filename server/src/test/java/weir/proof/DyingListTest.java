package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;
import weir.rehearsal.HandClock;
import weir.sink.SinkMta;
import weir.testkit.MapResolver;
import weir.testkit.Until;

/// A block list that begins to list the world while mail comes in, beside one that is sound and one
/// that never answers.
class DyingListTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// So many listings among so many answers in a row are tested at once.
  private static final int HIGH = 8;

  private static final int WINDOW = 10;

  private static final String SPAMMER = "45.51.200.1";

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private final HandClock clock = new HandClock();
  private final MapResolver dns =
      new MapResolver(
          Stand.NAMES,
          "2.0.0.127.dying.example A 127.0.0.2",
          "2.0.0.127.sound.example A 127.0.0.2",
          "1.200.51.45.sound.example A 127.0.0.2",
          "slow.example SILENT");
  private int clients;

  private Stand start() {
    return Stand.in(folder)
        .hop(sink.port())
        .names(dns)
        .clock(clock)
        .set("checks.fcrdns.enabled", "false")
        .set(
            "checks.dnsbl.zones",
            "[{name = 'dying.example'}, {name = 'slow.example'}, {name = 'sound.example'}]")
        .start();
  }

  /// What the next client hears, whom no sound list has.
  private Said next(Stand stand) {
    clients++;
    return rcpt(stand, "45.51.%d.%d".formatted(100 + clients / 200, 1 + clients % 200));
  }

  private static Said rcpt(Stand stand, String address) {
    try (Talker client = stand.client("mx", IpAddress.parse(address).orElseThrow())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      client.ask("MAIL FROM:<sue@example.net>");
      return client.ask("RCPT TO:<bob@example.com>");
    }
  }

  /// How often the list was asked about a name that nobody can have, which is the last thing that a
  /// test of it asks.
  private long tests(String zone) {
    return dns.asked().stream().filter(one -> one.name().endsWith(".invalid." + zone)).count();
  }

  @Test
  void hostile_074_aListThatDiedBeforeWeStartedRefusesNobodyOnceItWasTested() {
    dns.add("*.dying.example A 127.0.0.2", "1.0.0.127.dying.example A 127.0.0.2");
    try (Stand stand = start()) {
      Until.holds(PATIENCE, () -> tests("sound.example") == 1);
      Until.holds(PATIENCE, () -> next(stand).code() == 250);
      for (int i = 0; i < WINDOW; i++) {
        assertThat(next(stand).code()).isEqualTo(250);
      }
      assertThat(rcpt(stand, SPAMMER).toString()).contains("550", "sound.example");
    }
  }

  @Test
  void vector_06_aListThatBeginsToListTheWorldIsOutAfterAFewClients() {
    try (Stand stand = start()) {
      Until.holds(PATIENCE, () -> tests("dying.example") == 1 && tests("sound.example") == 1);
      for (int i = 0; i < WINDOW; i++) {
        assertThat(next(stand).code()).isEqualTo(250);
      }
      assertThat(rcpt(stand, SPAMMER).toString()).contains("550", "sound.example");

      dns.add("*.dying.example A 127.0.0.2", "1.0.0.127.dying.example A 127.0.0.2");
      clock.later(Duration.ofMinutes(2));
      for (int i = 0; i < HIGH - 1; i++) {
        assertThat(next(stand).toString()).contains("550", "dying.example");
      }
      Until.holds(PATIENCE, () -> next(stand).code() == 250);
      assertThat(tests("dying.example")).isEqualTo(2);

      for (int i = 0; i < 3 * WINDOW; i++) {
        assertThat(next(stand).code()).isEqualTo(250);
      }
      assertThat(rcpt(stand, SPAMMER).toString()).contains("550", "sound.example");
    }
  }

  @Test
  void vector_06_whereOneListNeverAnswersTheOthersDecide() {
    try (Stand stand = start()) {
      try (Talker client = stand.client("mx", IpAddress.parse("45.51.100.9").orElseThrow())) {
        client.hear();
        client.ask("EHLO mail.example.net");
        assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
      }
      assertThat(rcpt(stand, SPAMMER).toString()).contains("550", "sound.example");
      Until.holds(PATIENCE, () -> stand.journal().entries().size() == 2);
      assertThat(stand.journal().entries())
          .allMatch(entry -> entry.toString().contains("slow.example: no answer in time"));
    }
    assertThat(sink.messages()).hasSize(1);
  }
}
