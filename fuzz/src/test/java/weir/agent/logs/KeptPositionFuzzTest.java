package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// What is kept of a source's position, behind its checksum.
final class KeptPositionFuzzTest {

  @FuzzTest
  void whatIsReadIsWrittenAndReadAsTheSameOrItIsDamaged(byte[] octets) throws IOException {
    Kept read;
    try {
      read = read(octets);
    } catch (IOException damaged) {
      return;
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    KeptCodec.write(read, new DataOutputStream(written));
    assertThat(read(written.toByteArray())).isEqualTo(read);
  }

  private static Kept read(byte[] octets) throws IOException {
    return KeptCodec.read(new DataInputStream(new ByteArrayInputStream(octets)));
  }
}
