package weir.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message, of which the header is read. Bare CR and LF have become what they become behind DATA.
final class HeaderFuzzTest {

  private static final Pattern HEADER = Pattern.compile("(?s)(|.*?\r\n)(\r\n.*|)\\z");
  private static final Pattern LINES = Pattern.compile("[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*");
  private static final Pattern NAME = Pattern.compile("([!-9;-~]+)[ \t]*:");

  @FuzzTest
  void theFieldsAreWhatStandsBeforeTheFirstEmptyLine(byte[] octets) throws IOException {
    if (octets.length > 16_384) {
      return;
    }
    String text =
        new String(octets, ISO_8859_1).replaceAll("(?<!\r)\n", "\r\n").replaceAll("\r(?!\n)", " ");
    text = text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n";
    Content content = Content.of(text.getBytes(ISO_8859_1));
    HeaderList header = HeaderList.read(content, HeaderList.Bounds.USUAL);
    if (header.end() == HeaderList.End.BOUND) {
      return;
    }
    List<String> names = new ArrayList<>();
    StringBuilder kept = new StringBuilder();
    Matcher split = HEADER.matcher(text);
    assertThat(split.matches()).isTrue();
    Matcher field = LINES.matcher(split.group(1));
    while (field.find()) {
      Matcher name = NAME.matcher(field.group());
      if (name.lookingAt()) {
        names.add(name.group(1));
      } else {
        kept.append(field.group());
      }
    }
    assertThat(header.fields().stream().map(HeaderList.Field::name)).isEqualTo(names);
    assertThat(without(content, header)).isEqualTo(kept + split.group(2));
    for (HeaderList.Field each : header.fields()) {
      assertThat(header.value(each, 1000)).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f]");
      ReceivedField.read(header.value(each, ReceivedField.LIMIT));
    }
  }

  private static String without(Content content, HeaderList header) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ContentWithout.of(content, header.ranges(_ -> true)).writeTo(out);
    return out.toString(ISO_8859_1);
  }
}
