package weir.app;

import java.nio.file.Path;
import java.util.List;
import weir.config.Mistake;

/// All mistakes of a configuration and of the files it names. Starts nothing, asks nobody.
final class ConfigurationCheck {
  private ConfigurationCheck() {}

  static List<Mistake> mistakes(Path file) {
    return switch (ConfigurationSource.of(file).read()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) -> mistakes;
      case ConfigurationSource.Outcome.Usable _ -> List.of();
    };
  }
}
