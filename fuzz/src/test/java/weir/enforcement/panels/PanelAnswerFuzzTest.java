package weir.enforcement.panels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a panel answers: the first octet says whether it is taken for XML, JSON, a form or a
/// reason.
final class PanelAnswerFuzzTest {

  @FuzzTest
  void anAnswerIsReadOrToldInOneLine(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    String text = new String(Arrays.copyOfRange(octets, 1, octets.length), UTF_8);
    try {
      switch (octets[0] & 3) {
        case 0 -> xml(text);
        case 1 -> json(text);
        case 2 -> form(text);
        default -> mark(text);
      }
    } catch (IOException why) {
      assertThat(why.getMessage()).isNotBlank().hasSizeLessThan(400).matches("\\P{Cntrl}*");
    }
  }

  /// Whatever declares entities is refused, and elements are no longer than the answer.
  private static void xml(String text) throws IOException {
    PanelXml read = PanelXml.read(text);
    assertThat(text.replaceAll("(?s)<!--.*?-->|<!\\[CDATA\\[.*?\\]\\]>", ""))
        .doesNotContain("<!DOCTYPE");
    read.text("status").ifPresent(it -> assertThat(it.length()).isLessThanOrEqualTo(text.length()));
  }

  private static void json(String text) throws IOException {
    JsonNode read = PanelJson.read(text);
    if (PanelJson.isTrue(read.path("result"))) {
      assertThat(text).contains("result").containsAnyOf("1", "true", "y");
    }
  }

  /// What is read and written is read as the same.
  private static void form(String text) {
    Map<String, String> read = PanelForm.read(text);
    List<String> fields = new ArrayList<>();
    read.forEach((name, value) -> {
      fields.add(name);
      fields.add(value);
    });
    assertThat(PanelForm.read(PanelForm.of(fields.toArray(String[]::new)))).isEqualTo(read);
  }

  /// A mark that is found is ours, written again as it stands there.
  private static void mark(String text) {
    PanelReason.read(text).ifPresent(lease -> assertThat(text).contains(PanelReason.of(lease)));
  }
}
