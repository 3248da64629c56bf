package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.Tables;
import weir.lists.GoodDays;
import weir.lists.Samples;
import weir.net.IpAddress;
import weir.rehearsal.HandClock;
import weir.sink.SinkMta;
import weir.snapshot.DurableState;
import weir.state.MemoryState;
import weir.state.State;
import weir.testkit.MapResolver;
import weir.testkit.Until;

/// Clients that wrote for weeks show that a list has gone wrong whose test points are still right;
/// clients that bought themselves a few good days show nothing.
class LongGoodClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ZONE = "quiet.example";
  private static final int CLIENTS = 20;
  private static final int DAYS = 17;

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private final HandClock clock = new HandClock();
  private final MapResolver dns =
      new MapResolver(Stand.NAMES, "2.0.0.127." + ZONE + " A 127.0.0.2");

  private Stand start(State state) {
    return Stand.in(folder)
        .hop(sink.port())
        .names(dns)
        .clock(clock)
        .state(state)
        .set("checks.fcrdns.enabled", "false")
        .set("checks.greylist.enabled", "false")
        .set("checks.dnsbl.zones", "[{name = '" + ZONE + "', listed = {reject = true}}]")
        .set("lists.long-good.days", "10")
        .set("lists.long-good.over", "'14d'")
        .start();
  }

  /// Each in a network of its own.
  private static List<IpAddress> clients(int first) {
    return IntStream.range(first, first + CLIENTS)
        .mapToObj(number -> IpAddress.parse("45.%d.100.7".formatted(number)).orElseThrow())
        .toList();
  }

  private static final List<IpAddress> REGULARS = clients(60);
  private static final List<IpAddress> BUYERS = clients(160);

  private static void writes(Stand stand, IpAddress address) {
    try (Talker client = stand.client("mx", address)) {
      client.hear();
      client.ask("EHLO mail.example.net");
      assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
      client.ask("QUIT");
    }
  }

  private static Said rcpt(Stand stand, IpAddress address) {
    try (Talker client = stand.client("mx", address)) {
      client.hear();
      client.ask("EHLO mail.example.net");
      client.ask("MAIL FROM:<sue@example.net>");
      return client.ask("RCPT TO:<bob@example.com>");
    }
  }

  private long tests() {
    return dns.asked().stream().filter(one -> one.name().endsWith(".invalid." + ZONE)).count();
  }

  private void nextTest() {
    long before = tests();
    clock.later(Duration.ofMinutes(10));
    Until.holds(PATIENCE, () -> tests() > before);
  }

  private void list(List<IpAddress> addresses) {
    addresses.forEach(address -> dns.add(address.reversed() + "." + ZONE + " A 127.0.0.2"));
  }

  private int sampled(State state) {
    return state
        .get(Samples.TABLE, ZONE, clock.instant())
        .map(entry -> entry.value().split(" ", -1).length)
        .orElse(0);
  }

  private boolean isNotedToday(State state) {
    long today = GoodDays.day(clock.instant());
    return REGULARS.stream()
        .allMatch(each ->
            state
                .get(GoodDays.TABLE, each.toString(), clock.instant())
                .flatMap(entry -> GoodDays.of(entry.value()))
                .filter(days -> days.last() == today)
                .isPresent());
  }

  /// Regulars write each day, buyers on the last five; then the regulars are in the sample.
  private void weeksPass(Stand stand, State state) {
    for (int day = 0; day < DAYS; day++) {
      for (IpAddress each : REGULARS) {
        writes(stand, each);
      }
      if (day >= DAYS - 5) {
        for (IpAddress each : BUYERS) {
          writes(stand, each);
        }
      }
      Until.holds(PATIENCE, () -> isNotedToday(state));
      if (day < DAYS - 1) {
        clock.later(Duration.ofDays(1));
      }
    }
    clock.later(Duration.ofHours(1));
    Until.holds(PATIENCE, () -> sampled(state) == CLIENTS);
  }

  @Test
  void vector_06_aListThatBeginsToListWhoWasGoodForWeeksIsOut() {
    State state = new MemoryState();
    try (Stand stand = start(state)) {
      weeksPass(stand, state);
      list(REGULARS);
      assertThat(rcpt(stand, REGULARS.getFirst()).toString()).contains("550", ZONE);
      nextTest();
      for (IpAddress each : REGULARS) {
        Until.holds(PATIENCE, () -> rcpt(stand, each).code() == 250);
      }
      nextTest();
      assertThat(rcpt(stand, REGULARS.getLast()).code()).isEqualTo(250);
    }
  }

  @Test
  void fiveBoughtDaysKeepNoListFromRefusingWhoBoughtThem() {
    State state = new MemoryState();
    try (Stand stand = start(state)) {
      weeksPass(stand, state);
      list(BUYERS);
      nextTest();
      nextTest();
      for (IpAddress each : BUYERS) {
        assertThat(rcpt(stand, each).toString()).contains("550", ZONE);
      }
    }
  }

  @Test
  void afterARestartTheListIsFoundOutThatWentWrongMeanwhile() throws IOException {
    try (DurableState state = opened();
        Stand stand = start(state)) {
      weeksPass(stand, state);
    }
    list(REGULARS);
    try (DurableState state = opened();
        Stand stand = start(state)) {
      for (IpAddress each : REGULARS) {
        Until.holds(PATIENCE, () -> rcpt(stand, each).code() == 250);
      }
    }
  }

  private DurableState opened() throws IOException {
    DurableState state = DurableState.unread(Tables.all(), clock);
    state.read(folder);
    state.start();
    return state;
  }
}
