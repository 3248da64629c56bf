package weir.agent.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import weir.maillog.LogFraming;

/// A line of journalctl's JSON.
final class JournalLineFuzzTest {

  @FuzzTest
  void theFieldsWrittenAgainAreReadAsTheSameAndAnEntryIsMadeOfThem(byte[] octets) {
    String line = new String(octets, UTF_8);
    Optional<Map<String, String>> fields = FlatJson.read(line);
    fields.ifPresent(read -> assertThat(FlatJson.read(written(read))).hasValue(read));

    Optional<JournalEntry> entry = JournalEntry.read(line);
    entry.ifPresent(it -> {
      Map<String, String> read = fields.orElseThrow();
      assertThat(it.micros()).isNotNegative();
      assertThat(it.cursor()).isEqualTo(read.get("__CURSOR"));
      assertThat(it.line().text()).hasSizeLessThanOrEqualTo(LogFraming.LIMIT);
      assertThat(read.get("MESSAGE")).startsWith(it.line().text());
    });
  }

  /// Every character as an escape.
  private static String written(Map<String, String> fields) {
    StringBuilder json = new StringBuilder("{");
    fields.forEach((name, value) -> {
      json.append(json.length() == 1 ? "" : ",");
      quoted(name, json);
      json.append(':');
      quoted(value, json);
    });
    return json.append('}').toString();
  }

  private static void quoted(String text, StringBuilder json) {
    json.append('"');
    text.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    json.append('"');
  }
}
