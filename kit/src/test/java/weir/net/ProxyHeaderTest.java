package weir.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.ProxyHeader.Local;
import weir.net.ProxyHeader.Malformed;
import weir.net.ProxyHeader.Tcp;

class ProxyHeaderTest {

  private static final String V2 = "0d0a0d0a000d0a515549540a";
  private static final String TCP4_ADDRESSES = "c0000201c63364070400" + "0019";

  @Test
  void versionOneGivesTheClient() throws IOException {
    assertThat(v1("PROXY TCP4 192.0.2.1 198.51.100.7 56324 25\r\n"))
        .isEqualTo(new Tcp(address("192.0.2.1"), 56324, address("198.51.100.7"), 25));
    assertThat(v1("PROXY TCP6 2001:db8::1 ::1 65535 0\r\n"))
        .isEqualTo(new Tcp(address("2001:db8::1"), 65535, address("::1"), 0));
    assertThat(v1("PROXY TCP6 ::ffff:192.0.2.1 ::ffff:198.51.100.7 1 2\r\n"))
        .isEqualTo(new Tcp(address("192.0.2.1"), 1, address("198.51.100.7"), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN ffff::1 ::2 1 2\r\n",
        "PROXY UNKNOWN junk\r\n"
      })
  void aBalancerThatDoesNotKnowSpeaksForTheSocket(String header) throws IOException {
    assertThat(v1(header)).isEqualTo(new Local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PROXY",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324 25",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324 25\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324 25\r",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324 25 1\r\n",
        "PROXY  TCP4 192.0.2.1 198.51.100.7 56324 25\r\n",
        "PROXY TCP4 192.0.2.1  198.51.100.7 56324 25\r\n",
        "PROXY TCP5 192.0.2.1 198.51.100.7 56324 25\r\n",
        "PROXY TCP4 ::1 ::2 1 2\r\n",
        "PROXY TCP6 192.0.2.1 198.51.100.7 1 2\r\n",
        "PROXY TCP4 192.0.2.1 ::2 1 2\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 65536 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 -1 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 01 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7  25\r\n",
        "PROXY TCP4 192.0.2.01 198.51.100.7 1 25\r\n",
        "PROXY UNKNOWNX 1234\r\n",
        "proxy TCP4 192.0.2.1 198.51.100.7 1 25\r\n",
        "PROXY TCP4 192.0.2.1\0 198.51.100.7 1 25\r\n",
        "EHLO example.net\r\n",
        "QUIT\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n"
      })
  void hostile_037_anythingElseInVersionOneIsMalformed(String header) throws IOException {
    assertThat(v1(header)).isInstanceOf(Malformed.class);
  }

  @Test
  void hostile_037_versionOneStopsAtItsLimit() throws IOException {
    String longest = "PROXY UNKNOWN ".concat("x".repeat(ProxyHeader.V1_LIMIT - 16)) + "\r\n";
    assertThat(v1(longest)).isEqualTo(new Local());
    InputStream endless = bytes(longest.replace("\r\n", "x".repeat(5000)).getBytes(ISO_8859_1));
    assertThat(ProxyHeader.read(endless)).isInstanceOf(Malformed.class);
    assertThat(endless.available()).isGreaterThan(4000);
  }

  @Test
  void aDialogThatIsNoHeaderIsSeenAtItsFirstOctet() throws IOException {
    InputStream in = bytes("Q".getBytes(ISO_8859_1));
    assertThat(ProxyHeader.read(in)).isEqualTo(new Malformed("no PROXY header"));
  }

  @ParameterizedTest
  @CsvSource({
    "21, 11, " + TCP4_ADDRESSES + ", 192.0.2.1, 1024, 198.51.100.7, 25",
    "21, 21, 20010db800000000000000000000000120010db80000000000000000000000020400024b, 2001:db8::1, 1024, 2001:db8::2, 587",
    "21, 21, 00000000000000000000ffffc000020120010db80000000000000000000000020400024b, 192.0.2.1, 1024, 2001:db8::2, 587",
    "21, 11, " + TCP4_ADDRESSES + "04000100" + "05000461626364, 192.0.2.1, 1024, 198.51.100.7, 25",
  })
  void versionTwoGivesTheClient(
      String command,
      String family,
      String rest,
      String client,
      int port,
      String server,
      int serverPort)
      throws IOException {
    assertThat(v2(command, family, rest))
        .isEqualTo(new Tcp(address(client), port, address(server), serverPort));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 00, ''",
    "20, 11, " + TCP4_ADDRESSES,
    "20, 31, 00",
    "21, 00, ''",
    "21, 00, 0102"
  })
  void versionTwoMaySpeakForItself(String command, String family, String rest) throws IOException {
    assertThat(v2(command, family, rest)).isEqualTo(new Local());
  }

  @ParameterizedTest
  @CsvSource({
    "11, 11, " + TCP4_ADDRESSES, // version 1 in the binary form
    "22, 11, " + TCP4_ADDRESSES, // unknown command
    "21, 12, " + TCP4_ADDRESSES, // UDP
    "21, 31, " + TCP4_ADDRESSES, // Unix socket
    "21, 41, " + TCP4_ADDRESSES, // unknown family
    "21, 21, " + TCP4_ADDRESSES, // too short for IPv6
    "21, 11, c0000201c6336407040000", // one octet missing
    "21, 11, ''",
    "21, 11, " + TCP4_ADDRESSES + "04", // half a TLV head
    "21, 11, " + TCP4_ADDRESSES + "0400", // half a TLV head
    "21, 11, " + TCP4_ADDRESSES + "04000100ff", // something behind the last TLV
    "21, 11, " + TCP4_ADDRESSES + "04ffff00", // TLV longer than the header
    "21, 11, " + TCP4_ADDRESSES + "03000400000000", // wrong checksum
    "21, 11, " + TCP4_ADDRESSES + "030000", // checksum without octets
  })
  void hostile_037_anythingElseInVersionTwoIsMalformed(String command, String family, String rest)
      throws IOException {
    assertThat(v2(command, family, rest)).isInstanceOf(Malformed.class);
  }

  @Test
  void hostile_037_versionTwoStopsAtItsLimit() throws IOException {
    byte[] header =
        Arrays.copyOf(HexFormat.of().parseHex(V2 + "2111ffff" + TCP4_ADDRESSES), 16 + 65535);
    InputStream in = bytes(header);
    assertThat(ProxyHeader.read(in)).isInstanceOf(Malformed.class);
    assertThat(in.available()).isEqualTo(65535);
  }

  @Test
  void aRightChecksumIsTaken() throws IOException {
    byte[] header = HexFormat.of().parseHex(V2 + "21110013" + TCP4_ADDRESSES + "03000400000000");
    CRC32C sum = new CRC32C();
    sum.update(header);
    for (int i = 0; i < 4; i++) {
      header[header.length - 4 + i] = (byte) (sum.getValue() >>> 24 - 8 * i);
    }
    assertThat(ProxyHeader.read(bytes(header))).isInstanceOf(Tcp.class);
  }

  @Test
  void whatIsWrittenIsReadBackAndNothingBehindIt() throws IOException {
    Random random = new Random(37);
    for (int i = 0; i < 5_000; i++) {
      Tcp tcp =
          new Tcp(
              Addresses.any(random),
              random.nextInt(65536),
              Addresses.any(random),
              random.nextInt(65536));
      byte[] header =
          random.nextBoolean()
              ? ProxyHeader.v1(tcp.client(), tcp.clientPort(), tcp.server(), tcp.serverPort())
              : ProxyHeader.v2(tcp.client(), tcp.clientPort(), tcp.server(), tcp.serverPort());
      byte[] stream = Arrays.copyOf(header, header.length + 5);
      InputStream in = trickling(stream, random);
      assertThat(ProxyHeader.read(in)).isEqualTo(tcp);
      assertThat(in.readAllBytes()).hasSize(5);
      int cut = random.nextInt(header.length);
      assertThat(ProxyHeader.read(bytes(Arrays.copyOf(header, cut)))).isInstanceOf(Malformed.class);
    }
    assertThat(ProxyHeader.read(bytes(ProxyHeader.v2Local()))).isEqualTo(new Local());
  }

  @Test
  void damagedHeadersNeverThrow() throws IOException {
    Random random = new Random(38);
    byte[] one = ProxyHeader.v1(address("192.0.2.1"), 1, address("192.0.2.2"), 2);
    byte[] two =
        HexFormat.of()
            .parseHex(V2 + "2111001a" + TCP4_ADDRESSES + "04000400000000" + "05000461626364");
    for (int i = 0; i < 50_000; i++) {
      byte[] header = (random.nextBoolean() ? one : two).clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        header[random.nextInt(header.length)] = (byte) random.nextInt();
      }
      assertThat(ProxyHeader.read(bytes(header))).isNotNull();
    }
  }

  @Test
  void aPortOutsideItsRangeIsOurMistake() {
    assertThatThrownBy(() -> ProxyHeader.v1(address("::1"), 65536, address("::1"), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ProxyHeader v1(String header) throws IOException {
    return ProxyHeader.read(bytes(header.getBytes(ISO_8859_1)));
  }

  private static ProxyHeader v2(String command, String family, String rest) throws IOException {
    String length = HexFormat.of().toHexDigits((short) (rest.length() / 2));
    return ProxyHeader.read(bytes(HexFormat.of().parseHex(V2 + command + family + length + rest)));
  }

  private static InputStream bytes(byte[] octets) {
    return new ByteArrayInputStream(octets);
  }

  /// Gives the octets in pieces of random size.
  private static InputStream trickling(byte[] octets, Random random) {
    return new ByteArrayInputStream(octets) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, length == 0 ? 0 : 1 + random.nextInt(length));
      }
    };
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
