package weir.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.routing.MapAnswer;
import weir.routing.MapLine;

/// What a map says of a name when it is asked: a program, or where the first octet is odd a web
/// service.
final class MapAnswerFuzzTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ABSENT = Pattern.compile("\\s*absent\\s*");
  private static final Pattern FOUND =
      Pattern.compile("\\s*found(?:\\s+(?:hop|policy|recipients)=[^\\s\\x00-\\x20\\x7f]*)*\\s*");

  @FuzzTest
  void anAnswerIsAPlainYesOrNo(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    byte[] said = Arrays.copyOfRange(octets, 1, octets.length);
    String text = new String(said, UTF_8);
    boolean isWeb = (octets[0] & 1) != 0;
    try {
      MapAnswer answer = isWeb ? HttpSource.answer(said) : CommandSource.answer(text);
      switch (answer) {
        case MapAnswer.Absent() -> says(isWeb, text, ABSENT, "false");
        case MapAnswer.Found(var line) -> {
          says(isWeb, text, FOUND, "true");
          names(line);
        }
        case MapAnswer.Unknown _ -> throw new AssertionError("it was asked");
      }
    } catch (Source.NoAnswer why) {
      assertThat(why.getMessage()).isNotBlank().hasSizeLessThan(300).matches("\\P{Cntrl}*");
    }
  }

  /// A panel's 1 and 0, and `true` and `false` as texts, are understood as well.
  private static void says(boolean isWeb, String text, Pattern words, String word) {
    if (!isWeb) {
      assertThat(text.strip()).matches(words);
      return;
    }
    JsonNode found = JSON.readTree(text.replaceFirst("^\ufeff", "")).get("found");
    String said =
        found.isNumber() ? found.asString().equals("0") ? "false" : "true" : found.asString();
    assertThat(said.strip()).isEqualToIgnoringCase(word);
  }

  private static void names(MapLine line) {
    line.hop().ifPresent(hop -> assertThat(hop).matches("[^\\x00-\\x20\\x7f]{1,100}"));
    line.policy().ifPresent(policy -> assertThat(policy).matches("[^\\x00-\\x20\\x7f]{1,100}"));
  }
}
