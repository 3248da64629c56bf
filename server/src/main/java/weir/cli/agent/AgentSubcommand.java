package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import weir.cli.command.Subcommand;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.onhost.AgentFile;

/// A command about the agent of this host, by its file.
abstract class AgentSubcommand extends Subcommand {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Its settings (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("/etc/weir/agent.toml");

  @Override
  public final Integer call() throws IOException, InterruptedException {
    return switch (new Binder(Values.standard()).file(AgentFile.class, file)) {
      case Binding.Bound<AgentFile>(var settings, _) -> call(settings);
      case Binding.Refused<AgentFile>(var mistakes) -> {
        mistakes.forEach(mistake -> out().println(mistake)); // as weir config check prints them
        yield BAD_CONFIGURATION;
      }
    };
  }

  /// @return the exit status
  abstract int call(AgentFile settings) throws IOException, InterruptedException;

  /// The version that is told to others.
  static String version() {
    String built = AgentSubcommand.class.getPackage().getImplementationVersion();
    return built == null ? "0" : built;
  }
}
