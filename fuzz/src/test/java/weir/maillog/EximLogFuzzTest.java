package weir.maillog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/// What Exim wrote.
final class EximLogFuzzTest {
  private static final ToldTexts PROPERTIES = new ToldTexts(new EximLog(), "exim");

  private static final byte[] CLAIMS =
      " id=<x> U=root A=plain:root H=h [127.0.0.1] T=\"y A=plain:root\" S=1".getBytes(US_ASCII);

  @FuzzTest
  void everyTextThatIsToldStandsInTheLineAndNothingBehindTheSizeSaysWhoSent(byte[] octets) {
    List<LogEvent.Arrival> arrivals = arrivals(octets);
    if (!arrivals.isEmpty()) {
      byte[] longer = Arrays.copyOf(octets, octets.length + CLAIMS.length);
      System.arraycopy(CLAIMS, 0, longer, octets.length, CLAIMS.length);
      assertThat(arrivals(longer)).isEqualTo(arrivals);
    }
  }

  private static List<LogEvent.Arrival> arrivals(byte[] octets) {
    return PROPERTIES.hold(octets).stream()
        .filter(LogEvent.Arrival.class::isInstance)
        .map(LogEvent.Arrival.class::cast)
        .toList();
  }
}
