package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import weir.config.ByteSize;
import weir.config.SettingsCheck;

class JournalSettingsTest {

  @Test
  void everySettingIsDocumented() {
    SettingsCheck.documented(JournalSettings.class);
  }

  @Test
  void theDefaultsAreThoseOfTheCode() {
    JournalSettings defaults = SettingsCheck.defaults(JournalSettings.class);
    assertThat(defaults).isEqualTo(JournalSettings.in(defaults.folder()));
  }

  @Test
  void everyKeyIsRead() {
    JournalSettings settings =
        SettingsCheck.everyKey(
            JournalSettings.class,
            """
            folder = "/srv/journal"
            keep-verdicts = "30d"
            keep-evidence = "7d"
            max-size = "5GB"
            queue = 1000
            segment-entries = 5000
            segment-age = "2h"
            """);
    assertThat(settings)
        .isEqualTo(
            new JournalSettings(
                Path.of("/srv/journal"),
                Duration.ofDays(30),
                Duration.ofDays(7),
                ByteSize.parse("5GB"),
                1_000,
                5_000,
                Duration.ofHours(2)));
  }
}
