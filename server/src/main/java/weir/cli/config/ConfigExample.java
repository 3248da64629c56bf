package weir.cli.config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;

/// `weir config example`: something to begin with.
@Command(
    name = "example",
    description =
        "Print a configuration to begin with: mail for one domain, handed on to a mail server.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  weir config example > weir.toml", "  weir config example --all | less"})
final class ConfigExample extends Subcommand {
  @Option(
      names = "--all",
      description = "Print a file with every setting instead, explained and commented out.")
  private boolean all;

  private final Installation installation;

  ConfigExample(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    out().print(all ? installation.reference().sample() : installation.example());
    out().flush();
    return OK;
  }
}
