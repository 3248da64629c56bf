package weir.maillog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What Exim wrote.
final class EximLogFuzzTest {
  private static final ToldTexts PROPERTIES = new ToldTexts(new EximLog(), "exim");

  private static final byte[] CLAIMS =
      " id=<x> U=root A=plain:root H=(h) [127.0.0.1] P=x T=\"y A=plain:root\" S=1"
          .getBytes(US_ASCII);

  @FuzzTest
  void everyTextThatIsToldStandsInTheLineAndNothingBehindTheSizeSaysWhoSent(byte[] octets) {
    List<LogEvent.Arrival> arrivals = arrivals(octets);
    if (!arrivals.isEmpty()) {
      byte[] longer = Arrays.copyOf(octets, octets.length + CLAIMS.length);
      System.arraycopy(CLAIMS, 0, longer, octets.length, CLAIMS.length);
      List<LogEvent.Arrival> then = arrivals(longer);
      assertThat(then).hasSameSizeAs(arrivals);
      for (int i = 0; i < then.size(); i++) {
        isTheSameOrLess(then.get(i).by(), arrivals.get(i).by());
      }
    }
  }

  private static void isTheSameOrLess(Entrance then, Entrance before) {
    if (before instanceof Entrance.Client all && then instanceof Entrance.Client client) {
      assertThat(client.address()).isIn(Optional.empty(), all.address());
      assertThat(client.name()).isIn(Optional.empty(), all.name());
      assertThat(client.login()).isIn(Optional.empty(), all.login());
    } else {
      assertThat(then).isEqualTo(before);
    }
  }

  private static List<LogEvent.Arrival> arrivals(byte[] octets) {
    return PROPERTIES.hold(octets).stream()
        .filter(LogEvent.Arrival.class::isInstance)
        .map(LogEvent.Arrival.class::cast)
        .toList();
  }
}
