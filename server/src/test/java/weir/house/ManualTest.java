package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import weir.app.Settings;
import weir.config.Reference;
import weir.config.Values;

/// The pages for people that are generated are up to date.
class ManualTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void theSettingsOfTheManualAreThoseOfTheRecords() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/manual/settings.md")))
        .as("write it anew: ./weir config reference > docs/manual/settings.md")
        .isEqualTo(Reference.of(Settings.class, Values.standard()).markdown());
  }
}
