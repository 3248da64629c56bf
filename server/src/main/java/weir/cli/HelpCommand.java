package weir.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.cli.command.Subcommand;

/// `weir help`: what `--help` says of a command, of one within another as well.
@Command(
    name = "help",
    helpCommand = true,
    description = "Print the help of a command.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  weir help why", "  weir help import qmail"})
final class HelpCommand extends Subcommand {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec self;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, as it is typed; all of them when not given.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine line = self.root().commandLine();
    for (String word : words) {
      line = within(line, word);
    }
    line.usage(out());
    return OK;
  }

  private static CommandLine within(CommandLine line, String word) {
    CommandLine inner = line.getSubcommands().get(word);
    if (inner != null) {
      return inner;
    }
    if (line.getSubcommands().isEmpty()) {
      throw new ParameterException(
          line, "%s has no commands of its own".formatted(line.getCommandSpec().qualifiedName()));
    }
    throw new UnmatchedArgumentException(line, List.of(word));
  }
}
