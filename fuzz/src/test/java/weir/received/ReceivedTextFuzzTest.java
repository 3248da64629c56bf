package weir.received;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;

/// Any text in the place of a Received field.
final class ReceivedTextFuzzTest {
  @FuzzTest
  void noMoreIsToldThanStandsInIt(byte[] octets) {
    if (octets.length > Received.LIMIT) {
      return;
    }
    String value = new String(octets, UTF_8);
    Received field = Received.read(value);
    Stream.of(field.by(), field.via(), field.with(), field.id(), field.recipient(), field.sender())
        .flatMap(Optional::stream)
        .forEach(text -> assertThat(value).contains(text));
  }
}
