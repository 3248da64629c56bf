package weir.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import weir.net.IpAddress;

/// What a client says of itself, one word a line: HELO, the name in the DNS, a login. It stands in
/// our Received field, and the field is read again.
final class ReceivedFuzzTest {

  private static final IpAddress CLIENT = IpAddress.parse("192.0.2.7").orElseThrow();

  @FuzzTest
  void whatAClientSaysNeverChangesWhoItIs(byte[] octets) throws IOException {
    String[] words = new String(octets, UTF_8).split("\n", 3);
    if (octets.length > 1000 || words.length < 3) {
      return;
    }
    ReceivedLine line =
        new ReceivedLine(
            CLIENT,
            Optional.of(words[1]),
            words[0],
            new ReceivedLine.Protocol(true, true, true, false),
            Optional.of(new ReceivedLine.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384")),
            Optional.of(words[2]),
            new Domain("mx.example.com"),
            "0123456789abc",
            Optional.empty(),
            Instant.EPOCH);
    byte[] field = line.field().bytes();
    assertThat(new String(field, US_ASCII)).matches("Received: (?:[ -~]+\r\n[ \t])+[ -~]+\r\n");
    HeaderList header = HeaderList.read(Content.of(field), HeaderList.Bounds.USUAL);
    assertThat(header.fields()).hasSize(1);
    assertThat(header.malformed()).isEmpty();
    assertThat(ReceivedField.read(header.value("Received", 2000).orElseThrow()))
        .isEqualTo(new ReceivedField.From(CLIENT));
  }
}
