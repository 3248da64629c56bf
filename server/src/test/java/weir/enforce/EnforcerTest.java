package weir.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
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

  @Test
  void lostEffectsAreWarnedOfOnceAMinuteWithTheirCount() {
    Enforcer enforcer = new Enforcer(unavailable(), List.of(TABLE), () -> now);

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
