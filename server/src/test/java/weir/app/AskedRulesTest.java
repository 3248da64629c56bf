package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.leases.Enabled;
import weir.limits.OutboundSettings;

/// Which rules a server asks, and what they may do.
final class AskedRulesTest {
  private static final String RULE =
      """
      [rules.many]
      of = "login"
      when = "messages_1h >= 5"
      says = "{messages_1h} messages"
      """;

  @TempDir private Path folder;
  private final AskedRules rules = new AskedRules();

  private Rule only() {
    assertThat(rules.limits().rules()).hasSize(1);
    return rules.limits().rules().getFirst();
  }

  @Test
  void aFileThatChangesWaitsForAReload() throws IOException {
    Path file = Files.writeString(folder.resolve("limits.toml"), RULE);
    OutboundSettings settings = new OutboundSettings(Optional.of(file), Optional.empty());
    rules.read(settings);
    Files.writeString(file, "not a file of limits");
    rules.allow(List.of(new Enabled("many", Rung.HOLD, "eve", Instant.EPOCH)));
    assertThat(only().acts()).isTrue();
    assertThat(only().upTo()).isEqualTo(Rung.HOLD);
    rules.allow(List.of());
    assertThat(only().acts()).isFalse();
    rules.read(settings);
    assertThat(rules.limits().rules()).isEmpty();
  }
}
