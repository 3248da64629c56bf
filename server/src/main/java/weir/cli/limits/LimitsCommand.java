package weir.cli.limits;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir limits`: about files of limits.
@Command(
    name = "limits",
    description =
        "Check a file of limits, show those that come with Weir, and tell how an account stands to them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class LimitsCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new LimitsCommand())
        .addSubcommand(new LimitsCheck(installation))
        .addSubcommand(new LimitsExplain(installation))
        .addSubcommand(new LimitsList())
        .addSubcommand(new LimitsShow());
  }
}
