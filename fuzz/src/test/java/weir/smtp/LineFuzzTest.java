package weir.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;

/// The octets of a client as lines, with a limit of 512: the first two octets seed the cuts of the
/// network.
final class LineFuzzTest {

  private static final Pattern CRLF = Pattern.compile("\r\n");

  @FuzzTest
  void theLinesAreWhatStandsCleanBetweenCrlfs(byte[] octets) throws IOException {
    if (octets.length < 2 || octets.length > 8192) {
      return;
    }
    byte[] stream = java.util.Arrays.copyOfRange(octets, 2, octets.length);
    assertThat(read(stream, 0)).isEqualTo(expected(stream));
    assertThat(read(stream, octets[0] << 8 | octets[1] & 0xff)).isEqualTo(expected(stream));
  }

  private static List<String> read(byte[] stream, int seed) throws IOException {
    BufferPool pool = new BufferPool(BufferPool.SMALLEST, 1);
    LineReader reader = new LineReader(new Pieces(stream, seed)::read, pool);
    List<String> lines = new ArrayList<>();
    for (int reads = 0; ; reads++) {
      assertThat(reads).as("reads").isLessThanOrEqualTo(stream.length + 1);
      LineRead read = reader.next(LineReader.COMMAND_LINE);
      if (read instanceof LineRead.EndOfStream) {
        reader.release();
        assertThat(pool.leased()).as("buffers not given back").isZero();
        return lines;
      }
      if (read instanceof LineRead.Line line) {
        lines.add(line.text());
      }
    }
  }

  /// RFC 5321 sections 2.3.8 and 4.5.3.1.4, without buffers.
  private static List<String> expected(byte[] stream) {
    String text = new String(stream, ISO_8859_1);
    List<String> lines = new ArrayList<>(List.of(CRLF.split(text, -1)));
    lines.removeLast(); // never ended
    lines.removeIf(line ->
        line.length() > LineReader.COMMAND_LINE - 2
            || line.indexOf('\r') >= 0
            || line.indexOf('\n') >= 0
            || line.indexOf('\0') >= 0);
    return lines;
  }
}
