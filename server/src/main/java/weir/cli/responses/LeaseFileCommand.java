package weir.cli.responses;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import weir.cli.command.CommandUser;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.leases.LeaseFolder;
import weir.journal.Id;
import weir.leases.LeaseAct;
import weir.limits.OutboundSettings;

/// A command that needs no running server, since it reads or writes the file of leases; a running
/// one sees it within a second.
abstract class LeaseFileCommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  private final Installation installation;

  LeaseFileCommand(Installation installation) {
    this.installation = installation;
  }

  final Installation installation() {
    return installation;
  }

  final LeaseFolder leases() throws IOException {
    return new LeaseFolder(installation.whereabouts(configuration.file()).folder());
  }

  final OutboundSettings outbound() throws IOException {
    return installation.outbound(configuration.file());
  }

  /// What whoever types the command does now.
  final LeaseAct act(String what, String words) {
    return new LeaseAct(
        Id.next(new SecureRandom()),
        installation.clock().instant(),
        what,
        CommandUser.name(),
        Optional.empty(),
        words);
  }
}
