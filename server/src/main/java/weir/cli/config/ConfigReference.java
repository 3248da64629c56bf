package weir.cli.config;

import picocli.CommandLine.Command;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;

/// `weir config reference`: every setting.
@Command(
    name = "reference",
    description = "Print every setting with its type, default and meaning, in Markdown.",
    mixinStandardHelpOptions = true)
final class ConfigReference extends Subcommand {
  private final Installation installation;

  ConfigReference(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    out().print(installation.reference().markdown());
    out().flush();
    return OK;
  }
}
