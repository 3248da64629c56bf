package weir.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldTest {

  @Test
  void aShortFieldIsOneLine() {
    assertThat(text(new HeaderField("X-Weir", "a b"))).isEqualTo("X-Weir: a b\r\n");
    assertThat(text(new HeaderField("X-Weir", ""))).isEqualTo("X-Weir:\r\n");
    assertThat(text(new HeaderField("X-Weir", " a  b "))).isEqualTo("X-Weir: a  b\r\n");
  }

  @Test
  void aTabIsWhereALineBreaks() {
    assertThat(text(new HeaderField("Received", "from a\tby b\t\tfor c")))
        .isEqualTo("Received: from a\r\n\tby b\r\n\t\tfor c\r\n");
    assertThat(text(new HeaderField("X", "\ta\t"))).isEqualTo("X: a\r\n");
  }

  @Test
  void aLongFieldIsFoldedAtBlanks() {
    String text = text(new HeaderField("X-Weir", "word ".repeat(100)));
    assertThat(text.split("\r\n")).allSatisfy(line -> assertThat(line.length()).isBetween(50, 78));
    assertThat(text.replace("\r\n", "") + "\r\n")
        .isEqualTo("X-Weir: " + "word ".repeat(100).strip() + "\r\n");
  }

  @Test
  void aWordThatFitsOnNoLineIsRefused() {
    HeaderField longest = new HeaderField("X", "a " + "w".repeat(997));
    assertThat(text(longest).split("\r\n"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    assertThatThrownBy(() -> new HeaderField("X", "a " + "w".repeat(998)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeaderField("X", "é".repeat(333)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: x@y",
        "a\nb",
        "a\rb",
        "a\u0000b",
        "a\u0007",
        "a\u007f",
        "a\u0085b",
        "a\u2028b"
      })
  void hostile_055_aValueCannotStartAnotherField(String value) {
    assertThatThrownBy(() -> new HeaderField("X-Weir", value))
        .isInstanceOf(IllegalArgumentException.class);
    String cleaned = text(HeaderField.cleaned("X-Weir", value, 100));
    assertThat(cleaned).startsWith("X-Weir: a").endsWith("\r\n").doesNotContain("\n\n");
    assertThat(cleaned.strip()).matches("[ -~]*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\n", "é", "a\t", "\u0000"})
  void hostile_055_aNameIsAName(String name) {
    assertThatThrownBy(() -> new HeaderField(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cleanedTextIsCutVisibly() {
    assertThat(HeaderField.cleaned("X", "abcdefghij", 10).value()).isEqualTo("abcdefghij");
    assertThat(HeaderField.cleaned("X", "abcdefghijk", 10).value()).isEqualTo("abcdefg...");
    assertThat(HeaderField.cleaned("X", " a \t b ", 10).value()).isEqualTo("a b");
    assertThat(HeaderField.cleaned("X", "w".repeat(5000), 900).bytes().length).isLessThan(998);
  }

  @Test
  void anyValueGivesLinesThatAreWholeAndBounded() {
    Random random = new Random(5322);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(400); n > 0; n--) {
        value.append(
            random.nextInt(8) == 0
                ? " \t".charAt(random.nextInt(2))
                : (char) ('!' + random.nextInt(94)));
      }
      String text = text(new HeaderField("X-Weir", value.toString()));
      assertThat(text).endsWith("\r\n");
      assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
      String[] lines = text.split("\r\n");
      for (int line = 1; line < lines.length; line++) {
        assertThat(lines[line]).matches("[ \t].*");
        assertThat(lines[line].strip()).isNotEmpty();
      }
      assertThat(text.replace("\r\n", ""))
          .isEqualTo(
              ("X-Weir: " + value.toString().strip())
                  .stripTrailing()
                  .replaceAll("^X-Weir:$", "X-Weir:"));
    }
  }

  private static String text(HeaderField field) {
    return new String(field.bytes(), UTF_8);
  }
}
