package weir.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Values;

/// A configuration file.
final class SettingsFuzzTest {

  private static final Path FILE = Path.of("weir.toml");

  @FuzzTest
  void aFileIsReadOrItsMistakesAreInItsLines(byte[] octets) {
    if (octets.length > 4000) {
      return;
    }
    String text = new String(octets, UTF_8);
    Binding<Settings> binding = new Binder(Values.standard()).text(Settings.class, text, FILE);
    if (binding instanceof Binding.Refused<Settings>(var mistakes)) {
      assertThat(mistakes).isNotEmpty();
      long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
      for (Mistake each : mistakes) {
        assertThat((long) each.line()).isBetween(0L, lines);
        assertThat(each.reason()).isNotBlank();
      }
    }
  }
}
