package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the log says of a map that fails now and then.
class SourceTroubleTest {
  private final AtomicLong now = new AtomicLong();
  private final SourceTrouble trouble =
      new SourceTrouble("the map", Duration.ofSeconds(2), now::get);
  private final Logger log = (Logger) LoggerFactory.getLogger(Lookup.class);
  private final Level before = log.getLevel();
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @BeforeEach
  void listen() {
    said.start();
    log.addAppender(said);
    log.setLevel(Level.INFO); // others that share this process want less of it
  }

  @AfterEach
  void leave() {
    log.setLevel(before);
    log.detachAppender(said);
  }

  @Test
  void thatItAnswersAgainIsSaidOnceForEachFailureThatWasSaid() {
    for (int i = 0; i < 3; i++) {
      trouble.ofOne("ended with status 3");
      trouble.over();
    }
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    trouble.ofOne("ended with status 4");
    trouble.over();

    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the map: ended with status 3",
            "the map answers again",
            "the map: ended with status 4 (2 more failures were not told)",
            "the map answers again");
  }
}
