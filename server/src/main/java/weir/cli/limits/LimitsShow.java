package weir.cli.limits;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.config.Nearest;
import weir.limits.ReadySet;

/// `weir limits show NAME`: a set that comes with Weir, as a file to start from.
@Command(
    name = "show",
    description = {"Print a set of limits that comes with Weir, as a file to start from."},
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:printed", "1:no set has that name", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir limits show default > /etc/weir/limits.toml", "  weir limits show csf-style"})
final class LimitsShow extends Subcommand {
  @Parameters(paramLabel = "NAME", description = "Of the set; `weir limits list` shows them.")
  private String name = "";

  @Override
  public Integer call() {
    Optional<ReadySet> set = ReadySet.named(name);
    if (set.isEmpty()) {
      complain(unknown(name));
      return NOT;
    }
    out().print(set.get().text());
    out().flush();
    return OK;
  }

  static String unknown(String name) {
    List<String> words = Arrays.stream(ReadySet.values()).map(ReadySet::word).toList();
    return "no set of limits is called %s; %s"
        .formatted(
            Shown.text(name),
            Nearest.to(name, words)
                .map("did you mean %s?"::formatted)
                .orElse("there are " + String.join(", ", words)));
  }
}
