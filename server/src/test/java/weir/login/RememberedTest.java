package weir.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A login that was right is right for its time, and not for longer whatever the clock does.
class RememberedTest {
  private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final byte[] PASSWORD = "secret".getBytes(UTF_8);

  private final Remembered logins = new Remembered(new ProcessKey(new SecureRandom()), TIME);

  private boolean known(Instant now) {
    return logins.find("ann", "basis", PASSWORD, now).isPresent();
  }

  @Test
  void aLoginIsKnownForItsTime() {
    logins.keep("ann", "basis", PASSWORD, "ann", T);
    assertThat(known(T)).isTrue();
    assertThat(known(T.plus(TIME).minusMillis(1))).isTrue();
    assertThat(known(T.plus(TIME))).isFalse();
    assertThat(logins.find("ann", "basis", "other".getBytes(UTF_8), T)).isEmpty();
  }

  @Test
  void hostile_114_aClockSetBackMakesNoLoginLastForLonger() {
    logins.keep("ann", "basis", PASSWORD, "ann", T);
    assertThat(known(T.minus(Duration.ofDays(1)))).isFalse();
  }
}
