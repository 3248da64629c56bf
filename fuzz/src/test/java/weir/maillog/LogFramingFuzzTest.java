package weir.maillog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A line of a log file, read as every logging system writes it.
final class LogFramingFuzzTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");

  private static final List<LogFraming> FRAMINGS =
      List.of(
          new SyslogFraming(ZONE), new OwnFileFraming(ZONE, "exim"), new MultilogFraming("qmail"));

  @FuzzTest
  void theTextIsTheEndOfTheLineAndALineWithoutYearIsOfTheLastOneThatWas(byte[] octets) {
    String line = new String(octets, ISO_8859_1);
    for (LogFraming framing : FRAMINGS) {
      Optional<LogLine> read = framing.read(line, LATEST);
      read.ifPresent(it -> {
        it.host().ifPresent(host -> assertThat(line).contains(host));
        assertThat(it.times()).isPositive();
        // What was counted stands in brackets.
        assertThat(line.endsWith(it.text()) || line.endsWith(it.text() + "]")).isTrue();
        assertThat(it.times() == 1 || line.contains("message repeated")).isTrue();
        if (Character.isUpperCase(line.charAt(0))) {
          assertThat(it.time()).isBefore(LATEST.plus(Duration.ofDays(1)).plusMillis(1));
        }
      });
    }
  }
}
