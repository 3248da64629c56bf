package weir.cli.output;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A text from outside on its way to a terminal. Where the first octet is odd, it is UTF-16, so
/// that it may have halves of pairs; the rest of the first octet is a width.
final class ShownFuzzTest {

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

  @FuzzTest
  void whatIsSeenStandsAndNothingElseReachesTheTerminal(byte[] octets) {
    if (octets.length < 1) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(octets, 1, octets.length);
    String text = new String(rest, (octets[0] & 1) == 0 ? UTF_8 : UTF_16BE);
    String shown = Shown.text(text);
    assertThat(UNSEEN.matcher(shown).find()).as(shown).isFalse();
    if (text.length() <= 1000) {
      assertThat(shown)
          .isEqualTo(
              UNSEEN
                  .matcher(text)
                  .replaceAll(each -> "\\\\u%04x".formatted(each.group().codePointAt(0))));
    }
    int width = 3 + ((octets[0] & 0xff) >> 1);
    String cut = Shown.cut(text, width);
    assertThat(UNSEEN.matcher(cut).find()).as(cut).isFalse();
    assertThat(cut).hasSizeLessThanOrEqualTo(width);
    assertThat(shown.length() <= width ? shown : cut.replaceFirst("[.]{3}$", ""))
        .isSubstringOf(shown);
  }
}
