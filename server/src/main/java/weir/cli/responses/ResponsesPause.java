package weir.cli.responses;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
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
import weir.leases.Pause;

/// `weir responses pause`: the red button.
@Command(
    name = "pause",
    description = {
      "Stop all automatic responses at once. What is in force stays in force; people go on as before.",
      "It needs no running server."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:they are paused", "1:they were paused already"},
    footerHeading = "%nExamples:%n",
    footer = "  weir responses pause --reason \"wait for Eve\"")
final class ResponsesPause extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for your colleagues.")
  private String reason = "no reason given";

  private final Installation installation;

  ResponsesPause(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    LeaseFolder leases = new LeaseFolder(installation.whereabouts(configuration.file()).folder());
    Instant now = installation.clock().instant();
    String user = CommandUser.name();
    LeaseAct act =
        new LeaseAct(
            Id.next(new SecureRandom()), now, "responses-paused", user, Optional.empty(), reason);
    boolean isNew = leases.change(store -> store.pause(new Pause(now, user, reason), act));
    if (!isNew) {
      complain("automatic responses are paused already; weir responses tells since when");
      return NOT;
    }
    out().println("Automatic responses are paused. weir responses resume lets them go on.");
    return OK;
  }
}
