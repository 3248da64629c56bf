package weir.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which installation is meant.
final class ConfigurationOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration of the server that is meant. Without one: what `weir serve` runs here, in ./var.")
  private Optional<Path> file = Optional.empty();

  Optional<Path> file() {
    return file;
  }
}
