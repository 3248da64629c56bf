package weir.gateway.loglines;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value from outside in the log line of a transaction. Where the first octet is odd, it is
/// UTF-16, so that it may have halves of pairs.
final class LogValueFuzzTest {

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

  private static final Pattern CUT = Pattern.compile("(?s)(.*)[.]{3}[(][+]([0-9]+)[)]");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|([\"\\\\]))");

  @FuzzTest
  void aValueIsOneValueOfOneLineAndIsReadAgainAsTheSame(byte[] octets) {
    if (octets.length < 1) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(octets, 1, octets.length);
    String value = new String(rest, (octets[0] & 1) == 0 ? UTF_8 : UTF_16BE);
    StringBuilder line = new StringBuilder();
    TransactionLine.put(line, "key", value);
    assertThat(UNSEEN.matcher(line).find()).as(line.toString()).isFalse();
    String written = line.substring(" key=\"".length(), line.length() - 1);
    assertThat(line.toString()).isEqualTo(" key=\"" + written + "\"");
    assertThat(ESCAPE.matcher(written).replaceAll("")).doesNotContain("\"", "\\");
    if (value
        .codePoints()
        .anyMatch(c -> c > 0xffff && UNSEEN.matcher(Character.toString(c)).matches())) {
      return; // a hexadecimal digit behind it could be its own
    }
    String read = ESCAPE.matcher(written).replaceAll(LogValueFuzzTest::character);
    Matcher cut = CUT.matcher(read);
    if (!read.equals(value)) {
      assertThat(cut.matches()).as(read).isTrue();
      assertThat(value).startsWith(cut.group(1));
      assertThat(value.length() - cut.group(1).length()).isEqualTo(Integer.parseInt(cut.group(2)));
    }
  }

  private static String character(MatchResult escape) {
    String digits = escape.group(1);
    return Matcher.quoteReplacement(
        digits == null ? escape.group(2) : Character.toString(Integer.parseInt(digits, 16)));
  }
}
