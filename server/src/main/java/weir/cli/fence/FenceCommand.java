package weir.cli.fence;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir fence`: who on this host reaches which mail servers.
@Command(
    name = "fence",
    description = {
      "Shut this host's mail ports to all but your mail servers, and count every try for its user.",
      "",
      "It is a table of nftables of its own, which only ever drops. What is applied is taken back by the"
          + " kernel itself unless it is confirmed. Needs root, and no server of Weir,"
          + " but for rollout, which is typed where that runs."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class FenceCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new FenceCommand())
        .addSubcommand(new FencePlan())
        .addSubcommand(new FenceApply())
        .addSubcommand(new FenceConfirm())
        .addSubcommand(new FenceVerify())
        .addSubcommand(new FenceStatus())
        .addSubcommand(new FenceWatch())
        .addSubcommand(new FenceRelayed())
        .addSubcommand(new FenceRevert())
        .addSubcommand(new FenceExport())
        .addSubcommand(new FenceRollout(installation));
  }
}
