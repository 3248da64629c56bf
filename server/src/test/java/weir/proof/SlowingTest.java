package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;
import weir.sink.SinkMta;
import weir.testkit.Until;

/// Slowing down over real sockets: what waits takes no thread and nobody's place.
class SlowingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MANY = 1_000;

  /// More platform threads than this would be one for each who waits.
  private static final int THREADS_OF_A_SERVER = 50;

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  /// Whoever names somebody who is not there waits from then on, longer than any test.
  private Stand.Plan tarpit() {
    return Stand.in(folder)
        .hop(sink.port())
        .set("checks.tarpit.enabled", "true")
        .set("checks.tarpit.after-refused", "1")
        .set("checks.tarpit.delay", "'60s'")
        .set("checks.tarpit.tarpitted", "{delay = '60s'}")
        .set("policy.longest-delay", "'60s'");
  }

  /// A client that gets no answer to its second RCPT.
  private static Talker delayed(Stand stand, int number) {
    Talker client =
        stand.client(
            "mx", IpAddress.parse("10.1." + number % 250 + "." + (number / 250 + 1)).orElseThrow());
    client.hear();
    client.ask("EHLO guess.example.net");
    client.ask("MAIL FROM:<guess@example.net>");
    client.ask("RCPT TO:<nobody@example.com>");
    client.send("RCPT TO:<nobody2@example.com>\r\n");
    return client;
  }

  @Test
  void vector_17_a_thousand_tarpitted_sessions_take_no_threads_and_nobodys_place() {
    List<Talker> guessing = new ArrayList<>();
    try (Stand stand =
        tarpit()
            .set("limits.connections", "4000")
            .set("checks.connections.in-all", "100")
            .start()) {
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      for (int i = 0; i < MANY; i++) {
        guessing.add(delayed(stand, i));
      }
      Until.holds(PATIENCE, () -> stand.app().delayed() == MANY);
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
          .isLessThan(THREADS_OF_A_SERVER);
      try (Talker normal = stand.sender()) {
        assertThat(normal.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
      }
      assertThat(stand.app().delayed()).isEqualTo(MANY);
      assertThat(sink.messages()).hasSize(1);
    } finally {
      guessing.forEach(Talker::close);
    }
  }

  @Test
  void invariant_06_delayed_never_more_than_three_of_ten_connections() {
    try (Stand stand = tarpit().set("limits.connections", "10").start();
        Talker first = delayed(stand, 1);
        Talker second = delayed(stand, 2);
        Talker third = delayed(stand, 3)) {
      Until.holds(PATIENCE, () -> stand.app().delayed() == 3);
      try (Talker fourth = delayed(stand, 4)) {
        assertThat(first.hear().text()).startsWith("421 4.3.2 Too busy to keep you waiting");
        Until.holds(PATIENCE, () -> stand.app().delayed() == 3);
      }
    }
  }

  @Test
  void invariant_06_delayed_whoever_waits_makes_room_for_one_more_connection() {
    try (Stand stand = tarpit().set("limits.connections", "4").start();
        Talker slow = delayed(stand, 1);
        Talker second = stand.sender();
        Talker third = stand.sender();
        Talker fourth = stand.sender()) {
      Until.holds(PATIENCE, () -> stand.app().delayed() == 1);
      try (Talker fifth = stand.sender()) {
        assertThat(slow.hear().text()).startsWith("421 4.3.2");
        assertThat(fifth.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
      }
      assertThat(second.ask("NOOP").code()).isEqualTo(250);
      assertThat(third.ask("NOOP").code()).isEqualTo(250);
      assertThat(fourth.ask("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void aGreetingPauseTakesThePlaceOfWhoeverWaitsLongestAndIsNeverSentAwayItself() {
    Stand.Plan plan =
        tarpit().set("limits.delayed", "1").set("listeners.mx.greet-pause", "'200ms'");
    try (Stand stand = plan.start();
        Talker slow = delayed(stand, 1)) {
      Until.holds(PATIENCE, () -> stand.app().delayed() == 1);
      try (Talker one = stand.sender();
          Talker other = stand.sender()) {
        assertThat(slow.hear().text()).startsWith("421 4.3.2");
        assertThat(one.ask("NOOP").code()).isEqualTo(250);
        assertThat(other.ask("NOOP").code()).isEqualTo(250);
      }
    }
  }

  @Test
  void theLogSaysOnceWhenSlowingBeginsAndOnceWhenItIsOver() {
    try (LogHeard log = new LogHeard();
        Stand stand = tarpit().set("checks.tarpit.delay", "'1ms'").start()) {
      try (Talker client = delayed(stand, MANY + 1)) {
        client.hear();
        client.ask("RCPT TO:<nobody3@example.com>");
        client.ask("QUIT");
      }
      Until.holds(PATIENCE, () -> stand.app().sessions() == 0);
      assertThat(log.lines())
          .filteredOn(line -> line.matches("slow(ing|ed) client=10\\.1\\.1\\.5 .*"))
          .satisfiesExactly(
              begin -> assertThat(begin).startsWith("slowing client=10.1.1.5 because=tarpitted"),
              end ->
                  assertThat(end)
                      .isEqualTo("slowed client=10.1.1.5 sessions=1 replies=2 waited=0s"));
    }
  }
}
