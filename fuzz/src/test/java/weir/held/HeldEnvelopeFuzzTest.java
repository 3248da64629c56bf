package weir.held;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/// The envelope of a held message as its file has it, perhaps damaged.
final class HeldEnvelopeFuzzTest {

  @FuzzTest
  void anEnvelopeIsReadAndWrittenTheSameOrTheFileIsDamaged(byte[] octets) throws IOException {
    EnvelopeText read;
    try {
      read = EnvelopeText.read(new String(octets, UTF_8));
    } catch (IOException damaged) {
      return;
    }
    assertThat(EnvelopeText.read(read.text())).isEqualTo(read);
  }
}
