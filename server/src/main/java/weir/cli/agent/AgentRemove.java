package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.Fencing;
import weir.agent.process.Processes;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fence.FenceSettings;

/// `weir agent remove`: leaves the host as it was before.
@Command(
    name = "remove",
    description = {
      "End the agent, take the fence away, and remove what both keep: afterwards this host is as it was before.",
      "",
      "It says what there is and asks first, since without the fence the mail ports are open to everybody."
          + " Settings stay, and the program itself, which is its package's to remove."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing of it is left but the program and its settings",
      "1:not wanted, or not done",
      "78:mistakes in the settings of the fence"
    })
final class AgentRemove extends Subcommand {
  /// How long a program that changes rules, or ends the agent, may take.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The settings of the fence, which name its folder (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("/etc/weir/fence.toml");

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where the agent keeps its state (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("/var/lib/weir/agent");

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private final Installation installation;

  AgentRemove(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<FenceSettings> settings = settings();
    if (settings.isEmpty()) {
      return BAD_CONFIGURATION;
    }
    Programs programs = new SystemPrograms(PATIENCE);
    List<Remainder> there = new ArrayList<>();
    for (Remainder each : remainders(programs, settings.get())) {
      Optional<String> what = each.there();
      what.ifPresent(it -> out().println("there is " + it));
      what.ifPresent(_ -> there.add(each));
    }
    if (!there.isEmpty() && !yes && !agreed()) {
      complain("nothing was removed");
      return NOT;
    }
    new RunningAgent(programs, new Processes(Path.of("/proc"))).end();
    for (Remainder each : there) {
      out().println(each.takeAway());
      out().flush();
    }
    out().println(there.isEmpty() ? "Nothing of the agent is left here." : "All of it is away.");
    InstalledPackage.removal().ifPresent(line -> out().println("The program itself: " + line));
    out().flush();
    return OK;
  }

  /// In the order in which they are taken away: first what holds somebody up, last where it is
  /// written down.
  private List<Remainder> remainders(Programs programs, FenceSettings settings) {
    return List.of(
        new WrapperRemainder(programs),
        new FenceRemainder(new Fencing(programs, settings.folder())),
        new FolderRemainder("what the fence keeps", settings.folder()),
        new FolderRemainder("what the agent keeps", folder));
  }

  private Optional<FenceSettings> settings() {
    Binder binder = new Binder(Values.standard());
    if (!Files.exists(file)) {
      return Optional.of(binder.defaults(FenceSettings.class, Path.of("/")));
    }
    return switch (binder.file(FenceSettings.class, file)) {
      case Binding.Bound<FenceSettings>(var settings, _) -> Optional.of(settings);
      case Binding.Refused<FenceSettings>(var mistakes) -> {
        mistakes.forEach(mistake -> out().println(mistake)); // as weir config check prints them
        yield Optional.empty();
      }
    };
  }

  private boolean agreed() throws IOException {
    out().print("Really remove all of it? [y/N] ");
    out().flush();
    String said = installation.answers().readLine();
    return said != null && said.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
