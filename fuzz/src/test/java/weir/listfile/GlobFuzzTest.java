package weir.listfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import weir.former.Wildmat;
import weir.fuzz.CountedText;
import weir.pattern.Pattern;

/// A wildmat pattern, and behind the first line feed a text.
final class GlobFuzzTest {

  @FuzzTest
  void itMatchesWhatTryingEveryWayMatchesInPatternTimesTextSteps(byte[] octets) {
    String[] parts = new String(octets, UTF_8).split("\n", 2);
    if (octets.length > 400 || parts.length < 2) {
      return;
    }
    String low = parts[0].toLowerCase(Locale.ROOT);
    String text = parts[1].toLowerCase(Locale.ROOT);
    Glob glob;
    try {
      glob = Glob.of(parts[0]);
    } catch (IllegalArgumentException mistake) {
      assertThat(mistake.getMessage()).isNotBlank();
      return;
    }
    boolean expected = matches(low.codePoints().toArray(), text.codePoints().toArray());
    CountedText counted = new CountedText(text);
    assertThat(glob.matches(counted)).as(parts[0]).isEqualTo(expected);
    assertThat(counted.steps()).isLessThanOrEqualTo(4 * (low.length() + 1L) * (text.length() + 1L));
    if (expected) {
      assertThat(glob.pieces()).allMatch(text::contains);
    }
    Optional<Pattern> former = Wildmat.read(parts[0]);
    assertThat(former).isPresent();
    assertThat(former.orElseThrow().matches(text)).as("as SPAMCONTROL").isEqualTo(expected);
  }

  /// Whether some way to read the pattern takes all of the text: row by row of the pattern, by
  /// where in the text it can have got to.
  private static boolean matches(int[] pattern, int[] text) {
    boolean[] at = new boolean[text.length + 1];
    at[0] = true;
    for (int i = 0; i < pattern.length; i++) {
      int end = end(pattern, i);
      boolean[] next = new boolean[at.length];
      for (int t = 0; t < at.length; t++) {
        if (pattern[i] == '*') {
          next[t] = at[t] || (t > 0 && next[t - 1]);
        } else if (t > 0 && at[t - 1]) {
          next[t] = takes(Arrays.copyOfRange(pattern, i, end + 1), text[t - 1]);
        }
      }
      at = next;
      i = end;
    }
    return at[text.length];
  }

  /// The last one of the characters that take one of the text.
  private static int end(int[] pattern, int from) {
    if (pattern[from] != '[') {
      return pattern[from] == '\\' ? from + 1 : from;
    }
    int end = pattern[from + 1] == '^' ? from + 3 : from + 2;
    while (pattern[end] != ']') {
      end++;
    }
    return end;
  }

  private static boolean takes(int[] step, int c) {
    if (step[0] != '[') {
      return (step.length == 1 && step[0] == '?') || step[step.length - 1] == c;
    }
    boolean not = step[1] == '^';
    boolean in = false;
    for (int i = not ? 2 : 1; i < step.length - 1; i++) {
      boolean range = i + 2 < step.length - 1 && step[i + 1] == '-';
      in |= range ? step[i] <= c && c <= step[i + 2] : step[i] == c;
      i += range ? 2 : 0;
    }
    return in != not;
  }
}
