package weir.cli.config;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;

/// `weir config reference`: every setting.
@Command(
    name = "reference",
    description = "Print every setting with its type, default and meaning, in Markdown.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ConfigReference extends Subcommand {
  @Option(
      names = "--of",
      paramLabel = "FILE",
      description =
          "Of another file than the server's: agent, fence or submissions, as they lie in /etc/weir.")
  private Optional<HostFile> of = Optional.empty();

  private final Installation installation;

  ConfigReference(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    out().print(of.map(HostFile::page).orElseGet(() -> installation.reference().markdown()));
    out().flush();
    return OK;
  }
}
