package weir.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import weir.mail.Domain;
import weir.net.IpAddress;

/// What a message is known again by.
final class LikenessFuzzTest {
  private static final byte[] LINE = "X-Trace: 1\r\n".getBytes(StandardCharsets.US_ASCII);

  @FuzzTest
  void itIsBoundedAndIsKnownAgainBehindOneMoreField(byte[] octets) {
    Likeness read = Likeness.of(octets);
    assertThat(read.links()).hasSizeLessThanOrEqualTo(Likeness.LINKS).doesNotHaveDuplicates();
    read.links()
        .forEach(site ->
            assertThat(
                    IpAddress.parse(site)
                        .map(IpAddress::toString)
                        .or(() -> Domain.parse(site).map(Domain::name)))
                .contains(site));
    assertThat(Likeness.of(octets)).isEqualTo(read);
    if (octets.length > 0 && octets.length < Likeness.OCTETS / 2 && isFieldAtFirst(octets)) {
      byte[] more = Arrays.copyOf(LINE, LINE.length + octets.length);
      System.arraycopy(octets, 0, more, LINE.length, octets.length);
      assertThat(Likeness.of(more)).isEqualTo(read);
    }
  }

  /// Else the field stands before a folded line or a body.
  private static boolean isFieldAtFirst(byte[] octets) {
    byte[] subject = "Subject:".getBytes(StandardCharsets.US_ASCII);
    // Where no line ends in LF, lines end in CR, and the line that is put before ends them
    // otherwise.
    boolean hasLines = new String(octets, StandardCharsets.ISO_8859_1).indexOf('\n') >= 0;
    return hasLines && Arrays.mismatch(octets, subject) == subject.length;
  }
}
