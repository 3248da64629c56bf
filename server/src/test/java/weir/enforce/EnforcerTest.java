package weir.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import weir.log.Seldom;
import weir.state.MemoryState;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;
import weir.verdict.Effect;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// State that cannot be reached costs one line a minute, whatever the traffic.
class EnforcerTest {
  private static final Table TABLE = new Table("things", 10, false);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Enforcer.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.parse("2026-11-25T08:00:00Z");

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(lines);
  }

  /// Adds one to what stands there.
  private record Increment() implements Effect.Revision {
    @Override
    public String revised(Optional<Effect.Present> present, Instant at) {
      return Integer.toString(1 + present.map(it -> Integer.parseInt(it.value())).orElse(0));
    }

    @Override
    public String words() {
      return "one more";
    }
  }

  @Test
  void ofRevisionsAtOnceNoneIsLost() throws InterruptedException {
    MemoryState state = new MemoryState();
    Enforcer enforcer = new Enforcer(state, List.of(TABLE), () -> now);
    List<Effect> more =
        List.of(new Effect.Revise("things", "key", new Increment(), Duration.ofHours(1)));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            for (int n = 0; n < 1_000; n++) {
              enforcer.remember(more);
            }
          }));
    }
    for (Thread each : threads) {
      each.join();
    }
    assertThat(state.get(TABLE, "key", now).orElseThrow().value()).isEqualTo("4000");
  }

  @Test
  void lostEffectsAreWarnedOfOnceAMinuteWithTheirCount() {
    Seldom warning =
        new Seldom(Duration.ofMinutes(1), () -> TimeUnit.SECONDS.toNanos(now.getEpochSecond()));
    Enforcer enforcer = new Enforcer(unavailable(), List.of(TABLE), () -> now, _ -> {}, warning);

    loseOne(enforcer);
    now = now.plusSeconds(30);
    loseOne(enforcer);
    now = now.plusSeconds(29);
    loseOne(enforcer);
    assertThat(warnings()).singleElement().asString().contains("lost: 1 since the last warning");

    now = now.plusSeconds(1);
    loseOne(enforcer);
    assertThat(warnings())
        .hasSize(2)
        .last()
        .asString()
        .contains("lost: 3 since the last warning, 4 since the start", "things", "no answer");
    assertThat(enforcer.lostEffects()).isEqualTo(4);
  }

  private List<String> warnings() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static void loseOne(Enforcer enforcer) {
    Effect effect = new Effect.Remember(TABLE.name(), "key", "value", Duration.ofHours(1));
    enforcer.enforce(
        new Verdict(
            new Outcome.Pass(),
            Duration.ZERO,
            List.of(),
            0,
            List.of(),
            List.of(),
            List.of(effect),
            "default@0"));
  }

  private static State unavailable() {
    return (State)
        Proxy.newProxyInstance(
            State.class.getClassLoader(),
            new Class<?>[] {State.class},
            (_, _, _) -> {
              throw new StateUnavailable("no answer");
            });
  }
}
