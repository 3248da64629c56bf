package weir.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Warnings;
import weir.config.Mistake;

/// `weir config check`: all mistakes at once.
@Command(
    name = "check",
    description = {
      "Read a configuration and the files it names, and print all mistakes at once, each with its line, its column, and the key that was probably meant.",
      "",
      "Warnings are told, too, such as of rules of old files that can never win; they are no mistakes.",
      "",
      "Nothing is changed and no running server is told: that is `weir reload`."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no mistakes, `serve` and `reload` will take it",
      "2:the command was not understood",
      "78:mistakes, printed as file:line:column: key: reason"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir config check",
      "  weir config check /etc/weir/weir.toml && weir reload",
      "  weir config check --of agent && systemctl restart weir-agent"
    })
final class ConfigCheck extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The configuration, as with --config.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--of",
      paramLabel = "FILE",
      description =
          "Another file than the server's: agent (with the files that it names), fence or submissions, as they lie in /etc/weir.")
  private Optional<HostFile> of = Optional.empty();

  @Option(names = "--json", description = "Print all mistakes and warnings as one JSON object.")
  private boolean json;

  private final Installation installation;

  ConfigCheck(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    if (of.isPresent()) {
      Path checked = file.or(configuration::file).orElse(of.get().usual());
      return tell(checked, of.get().mistakes(checked), List.of());
    }
    Optional<Path> meant = installation.meant(file.isPresent() ? file : configuration.file());
    if (meant.isEmpty()) {
      complain(
          installation
              .lyingHere()
              .map(file ->
                  "%s here is not taken by itself: weir config check %s"
                      .formatted(file.getFileName(), Shown.text(file.toString())))
              .orElse("there is no configuration here; name the file: weir config check FILE"));
      return BAD_CONFIGURATION;
    }
    Path checked = meant.get();
    return tell(checked, installation.mistakes(checked), installation.remarks(checked));
  }

  private int tell(Path checked, List<Mistake> mistakes, List<String> warnings) {
    if (json) {
      out().println(Json.line(new Checked(checked.toString(), mistakes, warnings)));
    } else {
      print(checked, mistakes, warnings);
    }
    out().flush();
    return mistakes.isEmpty() ? OK : BAD_CONFIGURATION;
  }

  /// What `--json` prints.
  ///
  /// @param warnings as a person reads them
  private record Checked(String file, List<Mistake> mistakes, List<String> warnings) {}

  private void print(Path checked, List<Mistake> mistakes, List<String> warnings) {
    warnings.forEach(each -> out().println(style().doubtful(each)));
    mistakes.forEach(mistake -> out().println(mistake));
    if (mistakes.isEmpty()) {
      out().println(checked + ": " + style().good("no mistakes") + Warnings.counted(warnings));
    } else {
      String counted = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
      out().println(style().bad(counted) + Warnings.counted(warnings));
    }
  }
}
