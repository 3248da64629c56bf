package weir.maillog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EximTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          Hello                        | Hello
          Hi \\"you\\"                 | Hi "you"
          C:\\\\temp\\\\new            | C:\\temp\\new
          Gr\\303\\274\\303\\237e      | Grüße
          Gr\\374\\337e                | Grüße
          \\360\\237\\222\\212 pills   | 💊 pills
          a\\303 b                     | aÃ b
          one\\n two                   | one two
          one\\r\\n\\ttwo              | one two
          one\\ttwo                    | one\ttwo
          \\\\303\\\\274               | \\303\\274
          \\400 \\38 \\x \\            | \\400 \\38 \\x \\
          x\\033[31mred                | x\u001b[31mred
          """)
  void whatWasPrintedIsReadBack(String printed, String subject) {
    assertThat(EximText.subject(printed)).isEqualTo(subject);
  }

  @Test
  void theCharacterInWhichEximCutsIsLeftOut() {
    assertThat(EximText.subject("x".repeat(98) + "\\303\\274")).isEqualTo("x".repeat(98) + "ü");
    assertThat(EximText.subject("x".repeat(99) + "\\303")).isEqualTo("x".repeat(99));
    assertThat(EximText.subject("x".repeat(98) + "\\303"))
        .as("a subject in ISO 8859-1 that ends so")
        .isEqualTo("x".repeat(98) + "Ã");
  }

  @Test
  void whateverWasPrintedIsReadBackAsItWas() {
    String subject = "\"ä\\ö\" \\n \\304 €\t💊";
    StringBuilder printed = new StringBuilder();
    for (byte each : subject.getBytes(UTF_8)) {
      int octet = each & 0xff;
      switch (octet) {
        case '"', '\\' -> printed.append('\\').append((char) octet);
        case '\t' -> printed.append("\\t");
        default -> printed.append(octet < 0x80 ? "" + (char) octet : "\\%03o".formatted(octet));
      }
    }
    assertThat(EximText.subject(printed.toString())).isEqualTo(subject);
  }
}
