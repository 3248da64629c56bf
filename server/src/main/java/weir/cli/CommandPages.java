package weir.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.cli.command.Subcommand;

/// `weir commands`: the manual's page of commands, made of the commands themselves.
@Command(
    name = "commands",
    hidden = true,
    description = "Print the help of all commands in Markdown, for the manual.",
    mixinStandardHelpOptions = true)
final class CommandPages extends Subcommand {
  private static final String HEAD =
      """
      # Commands

      Written by `weir commands`; do not edit. `weir COMMAND --help` prints the same.
      """;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec self;

  @Override
  public Integer call() {
    out().print(markdown(self.root().commandLine()));
    out().flush();
    return OK;
  }

  /// The page for this command line and all commands in it that are not hidden.
  static String markdown(CommandLine line) {
    StringBuilder page = new StringBuilder(HEAD);
    line.getSubcommands().forEach((_, command) -> append(page, command));
    return page.toString();
  }

  private static void append(StringBuilder page, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.usageMessage().hidden()) {
      return;
    }
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n```\n");
    page.append(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n").stripTrailing());
    page.append("\n```\n");
    for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
      append(page, each.getValue());
    }
  }
}
