package weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A listener that fails ten times a second, for hours, does not fill the disk with its log.
class AcceptFailuresTest {
  private static final IOException FULL = new IOException("Too many open files");

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = new LoggerContext().getLogger("test");
  private final AtomicLong now = new AtomicLong();
  private final AcceptFailures failures = new AcceptFailures("mx", log, now::get);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  private List<String> said() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      failures.failed(FULL);
      now.addAndGet(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void theFirstFailureIsSaidThenOneAMinute() {
    fail(600);
    assertThat(said())
        .singleElement()
        .asString()
        .contains("listener mx cannot accept", "Too many open files");
    fail(1200);
    assertThat(said()).hasSize(3);
  }

  private void quiet() {
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    failures.accepted();
  }

  @Test
  void theEndIsSaidWithTheNumber() {
    failures.accepted();
    assertThat(said()).isEmpty();
    fail(7);
    quiet();
    failures.accepted();
    assertThat(said()).hasSize(2);
    assertThat(said().getLast()).isEqualTo("listener mx accepts again, 7 attempts failed");
  }

  @Test
  void whereEverySecondAttemptFailsItIsOneTrouble() {
    for (int i = 0; i < 100; i++) {
      fail(1);
      failures.accepted();
    }
    assertThat(said()).hasSize(1);
  }

  @Test
  void aNewTroubleIsSaidAtOnce() {
    fail(1);
    quiet();
    fail(1);
    assertThat(said()).hasSize(3);
  }
}
