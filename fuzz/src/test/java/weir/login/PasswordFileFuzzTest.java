package weir.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.regex.Pattern;

/// A file of logins and the hashes of their passwords.
final class PasswordFileFuzzTest {

  private static final Pattern LINE =
      Pattern.compile(
          "([^:\\s\\p{Cntrl}]+):(\\$2[aby]\\$(?:0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}"
              + "|\\$argon2id\\$v=19\\$m=\\d{1,5},t=\\d{1,2},p=\\d{1,2}\\$[A-Za-z0-9+/$]+)");

  @FuzzTest
  void aFileIsTakenWholeOrItsMistakesAreInItsLines(byte[] octets) {
    if (octets.length > 8192) {
      return;
    }
    String text = new String(octets, UTF_8);
    List<String> lines = text.lines().toList();
    switch (PasswordFile.parse(text)) {
      case PasswordFile.Reading.Good(var file) -> {
        List<String> logins =
            lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        assertThat(file.size()).isEqualTo(logins.size());
        for (String line : logins) {
          var parts = LINE.matcher(line);
          assertThat(parts.matches()).as(line).isTrue();
          assertThat(file.hashOf(parts.group(1)).orElseThrow().text()).isEqualTo(parts.group(2));
        }
      }
      case PasswordFile.Reading.Bad(var mistakes) -> {
        assertThat(mistakes).hasSizeBetween(1, PasswordFile.MISTAKES_REPORTED);
        for (PasswordFile.Mistake mistake : mistakes) {
          assertThat(mistake.line()).isBetween(1, lines.size());
          assertThat(mistake.why()).matches("[ -~…]+");
        }
      }
    }
  }
}
