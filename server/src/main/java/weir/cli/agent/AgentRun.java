package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.log.Logging;
import weir.onhost.AgentFile;
import weir.onhost.HostAgent;
import weir.submissions.SubmissionSettings;

/// `weir agent run`: the agent itself.
@Command(
    name = "run",
    description = {
      "Watch this host's fence, name whoever it holds, tell the server, and do what it orders within the"
          + " bounds of the agent's file. Its unit, weir-agent.service, runs it.",
      "",
      "Without a server it names whoever the fence holds, in its log and in `weir agent status`."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it was told to stop",
      "1:what it keeps could not be read or written",
      "78:mistakes in its settings, or in those of the fence"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir agent run", "  weir agent run -f /etc/weir/agent.toml"})
final class AgentRun extends AgentSubcommand {

  @Override
  int call(AgentFile settings) throws IOException, InterruptedException {
    Logging.configure();
    Read<FenceSettings> fence = read(settings.fence(), FenceSettings.class);
    Read<SubmissionSettings> submissions = read(settings.submissions(), SubmissionSettings.class);
    if (fence.isRefused() || submissions.isRefused()) {
      return BAD_CONFIGURATION;
    }
    try (HostAgent agent =
        HostAgent.start(
            settings,
            new HostAgent.Watched(fence.found(), submissions.found()),
            version(),
            Clock.systemUTC(),
            new SecureRandom())) {
      Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "weir-agent-stop"));
      agent.run();
    }
    return OK;
  }

  /// @param found empty where there is no such file
  private record Read<T>(Optional<T> found, boolean isRefused) {}

  private <T extends Record> Read<T> read(Path file, Class<T> type) {
    if (!Files.exists(file)) {
      return new Read<>(Optional.empty(), false);
    }
    return switch (new Binder(Values.standard()).file(type, file)) {
      case Binding.Bound<T>(var settings, _) -> new Read<>(Optional.of(settings), false);
      case Binding.Refused<T>(var mistakes) -> {
        mistakes.forEach(mistake -> out().println(mistake)); // as weir config check prints them
        yield new Read<>(Optional.empty(), true);
      }
    };
  }
}
