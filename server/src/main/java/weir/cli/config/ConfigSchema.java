package weir.cli.config;

import picocli.CommandLine.Command;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;

/// `weir config schema`: for editors.
@Command(
    name = "schema",
    description =
        "Print a JSON schema of the configuration, for editors that check TOML while it is written.",
    mixinStandardHelpOptions = true)
final class ConfigSchema extends Subcommand {
  private final Installation installation;

  ConfigSchema(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    out().print(installation.reference().schema());
    out().flush();
    return OK;
  }
}
