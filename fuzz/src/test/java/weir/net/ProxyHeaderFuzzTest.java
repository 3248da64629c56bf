package weir.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;

/// A PROXY header of either version and what the client says behind it. The first two octets seed
/// the cuts of the network.
final class ProxyHeaderFuzzTest {

  private static final Pattern VERSION_1 =
      Pattern.compile(
          "PROXY (?:UNKNOWN(?: [^\n]*)?|TCP4 [0-9.]{7,15} [0-9.]{7,15} [0-9]{1,5} [0-9]{1,5}"
              + "|TCP6 [0-9a-fA-F:.]+ [0-9a-fA-F:.]+ [0-9]{1,5} [0-9]{1,5})\r\n");

  @FuzzTest
  void takesTheHeaderAndNotOneOctetMore(byte[] octets) throws IOException {
    if (octets.length < 2) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(octets, 2, octets.length);
    Pieces whole = new Pieces(stream, 0);
    Pieces cut = new Pieces(stream, octets[0] << 8 | octets[1] & 0xff);
    ProxyHeader header = ProxyHeader.read(whole);
    assertThat(ProxyHeader.read(cut)).isEqualTo(header);
    assertThat(whole.taken()).isLessThanOrEqualTo(16 + ProxyHeader.V2_LIMIT);
    if (!(header instanceof ProxyHeader.Malformed)) {
      assertThat(cut.taken()).isEqualTo(whole.taken()).isEqualTo(length(stream));
    }
    if (header instanceof ProxyHeader.Tcp tcp) {
      written(tcp);
    }
  }

  /// How long a well-formed header is, by the protocol alone.
  private static int length(byte[] stream) {
    if (stream[0] != 'P') {
      return 16 + ((stream[14] & 0xff) << 8 | stream[15] & 0xff);
    }
    String text = new String(stream, ISO_8859_1);
    String line = text.substring(0, text.indexOf('\n') + 1);
    assertThat(line).matches(VERSION_1).hasSizeLessThanOrEqualTo(ProxyHeader.V1_LIMIT);
    return line.length();
  }

  private static void written(ProxyHeader.Tcp tcp) throws IOException {
    byte[] v1 = ProxyHeader.v1(tcp.client(), tcp.clientPort(), tcp.server(), tcp.serverPort());
    byte[] v2 = ProxyHeader.v2(tcp.client(), tcp.clientPort(), tcp.server(), tcp.serverPort());
    assertThat(ProxyHeader.read(new ByteArrayInputStream(v1))).isEqualTo(tcp);
    assertThat(ProxyHeader.read(new ByteArrayInputStream(v2))).isEqualTo(tcp);
  }
}
