package weir.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import weir.testkit.Conformance;

/// Broken and hostile messages of the suites of a dozen mail libraries.
class MimeSuitesTest {
  private static final int LIMIT = 16 * 1024 * 1024;

  private static final Pattern DECODED = Pattern.compile("(.*)_decoded_[\\d_]+\\.(txt|bin)");

  @Test
  void everyMessageIsReadWithinItsBounds() throws IOException {
    Map<String, String> files = Conformance.read("mime");
    assertThat(Conformance.page())
        .contains(String.format(Locale.ROOT, "All %,d files", files.size()));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Entity message = read(file.getValue());
      List<Entity> all = message.all().toList();
      assertThat(all).as(file.getKey()).hasSizeLessThanOrEqualTo(MimeBounds.USUAL.parts());
      for (Entity part : all) {
        assertThat(part.decoded(LIMIT).length).isLessThanOrEqualTo(LIMIT);
        part.text(1000);
        part.fileName();
        part.header().fields().forEach(Field::text);
      }
    }
  }

  /// What mime4j decodes of its test messages stands in one of our leaves. Where it ends a part
  /// otherwise than we do, ours may have more.
  @Test
  void whatMime4jDecodesIsFound(TestReporter reporter) throws IOException {
    Map<String, String> files = Conformance.read("mime");
    List<String> missed = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, String> file : files.entrySet()) {
      Matcher name = DECODED.matcher(file.getKey());
      String message = name.matches() ? files.get(name.group(1) + ".msg") : null;
      // A line that is no field, behind which fields go on, begins the body there.
      if (message != null && !file.getKey().contains("malformedHeaderStartsBody-nocrlfcrlf")) {
        compared++;
        String wanted = plain(file.getValue());
        if (leaves(message).stream().noneMatch(leaf -> leaf.contains(wanted))) {
          missed.add(file.getKey());
        }
      }
    }
    reporter.publishEntry("not found of " + compared, missed.toString());
    assertThat(missed).isEmpty();
    assertThat(compared).as("parts compared").isGreaterThan(100);
    assertThat(Conformance.page()).contains("%d parts that mime4j".formatted(compared));
  }

  private static List<String> leaves(String message) {
    return read(message)
        .all()
        .map(part -> plain(new String(part.decoded(LIMIT), ISO_8859_1)))
        .collect(Collectors.toList());
  }

  private static String plain(String text) {
    return text.replace("\r", "").replaceAll("[ \t]+\n", "\n").strip();
  }

  private static Entity read(String octets) {
    return Entity.read(octets.getBytes(ISO_8859_1), MimeBounds.USUAL);
  }
}
