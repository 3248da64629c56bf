package weir.cli.agents;

import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Mixin;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;

/// A command about the agents of this server. It needs no running one: it reads or writes the file
/// of agents.
abstract class AgentsSubcommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  private final Installation installation;

  AgentsSubcommand(Installation installation) {
    this.installation = installation;
  }

  final Installation installation() {
    return installation;
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    try {
      return call(installation.agents(configuration.file()));
    } catch (SQLException e) {
      throw new IOException("the file of agents: " + e.getMessage(), e);
    }
  }

  /// @return the exit status
  abstract int call(Installation.OfAgents of)
      throws IOException, SQLException, InterruptedException;
}
