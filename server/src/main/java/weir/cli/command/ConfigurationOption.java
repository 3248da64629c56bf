package weir.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which installation is meant.
public final class ConfigurationOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration that is meant. Without it: $WEIR_CONFIG; else the example in ./var, if it runs or ran here; else /etc/weir/weir.toml, if there is one; else the example.")
  private Optional<Path> file = Optional.empty();

  public Optional<Path> file() {
    return file;
  }
}
