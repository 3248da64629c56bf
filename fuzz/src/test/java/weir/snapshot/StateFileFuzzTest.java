package weir.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The changes of a file of durable state that was damaged. Where the first octet is even, each
/// change gets the length and checksum that it should have, so that what is in it is reached.
final class StateFileFuzzTest {

  @FuzzTest
  void theChangesBeforeTheDamageAreReadAndWrittenTheSame(byte[] octets) throws IOException {
    if (octets.length < 1) {
      return;
    }
    byte[] file = Arrays.copyOfRange(octets, 1, octets.length);
    file = (octets[0] & 1) == 0 ? whole(file) : file;
    List<Change> changes = read(file);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (Change change : changes) {
      written.writeBytes(ChangeCodec.encode(change));
    }
    assertThat(read(written.toByteArray())).isEqualTo(changes);
  }

  private static List<Change> read(byte[] file) throws IOException {
    List<Change> changes = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    for (Optional<Change> next = ChangeCodec.read(in);
        next.isPresent();
        next = ChangeCodec.read(in)) {
      changes.add(next.get());
    }
    return changes;
  }

  private static byte[] whole(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return ByteBuffer.allocate(body.length + 8)
        .putInt(body.length)
        .putInt((int) sum.getValue())
        .put(body)
        .array();
  }
}
