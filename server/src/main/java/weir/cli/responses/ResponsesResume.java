package weir.cli.responses;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.cli.command.CommandUser;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.leases.LeaseFolder;
import weir.journal.Id;
import weir.leases.LeaseAct;

/// `weir responses resume`: lets rules act again.
@Command(
    name = "resume",
    description = "Let automatic responses go on. What rules saw meanwhile is not made up for.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:they go on", "1:they were not paused"},
    footerHeading = "%nExamples:%n",
    footer = "  weir responses resume --reason \"rule repaired\"")
final class ResponsesResume extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for your colleagues.")
  private String reason = "no reason given";

  private final Installation installation;

  ResponsesResume(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    LeaseFolder leases = new LeaseFolder(installation.whereabouts(configuration.file()).folder());
    LeaseAct act =
        new LeaseAct(
            Id.next(new SecureRandom()),
            installation.clock().instant(),
            "responses-resumed",
            CommandUser.name(),
            Optional.empty(),
            reason);
    if (!leases.change(store -> store.resume(act))) {
      complain("automatic responses are not paused");
      return NOT;
    }
    out().println("Automatic responses go on.");
    return OK;
  }
}
