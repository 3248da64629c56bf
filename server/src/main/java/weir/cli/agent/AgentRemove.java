package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.Fencing;
import weir.agent.fence.iptables.IptablesFencing;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.onhost.AgentFile;
import weir.onhost.AgentLock;
import weir.onhost.OrderedHere;
import weir.submissions.SubmissionSettings;

/// `weir agent remove`: leaves the host as it was before.
@Command(
    name = "remove",
    description = {
      "End the agent and what was ordered here, take the fence away, and remove what is kept: afterwards this host is as it was before.",
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
      "78:mistakes in the settings of the agent, of the fence, or of the wrapper"
    })
final class AgentRemove extends Subcommand {
  /// How long a program that changes rules, or ends the agent, may take.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "The agent's settings, which name its folder and those of the fence (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("/etc/weir/agent.toml");

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private final Installation installation;
  private final Programs programs = new SystemPrograms(PATIENCE);

  AgentRemove(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<AgentFile> agent = settings(AgentFile.class, file);
    Optional<FenceSettings> fence = agent.flatMap(it -> settings(FenceSettings.class, it.fence()));
    Optional<SubmissionSettings> submissions =
        agent.flatMap(it -> settings(SubmissionSettings.class, it.submissions()));
    if (agent.isEmpty() || fence.isEmpty() || submissions.isEmpty()) {
      return BAD_CONFIGURATION;
    }
    Optional<OrderedHere> ordered =
        OrderedHere.in(
            agent.get(),
            submissions.filter(_ -> Files.exists(agent.get().submissions())),
            installation.clock(),
            new SecureRandom());
    try {
      return remove(
          remainders(agent.get(), fence.get(), ordered),
          new RunningAgent(programs, installation.places().systemd(), agent.get().folder()));
    } finally {
      ordered.ifPresent(OrderedHere::close);
    }
  }

  private int remove(List<Remainder> remainders, RunningAgent running)
      throws IOException, InterruptedException {
    List<Remainder> there = new ArrayList<>();
    for (Remainder each : remainders) {
      Optional<String> what = each.there();
      what.ifPresent(it -> out().println("there is " + Shown.text(it)));
      what.ifPresent(_ -> there.add(each));
    }
    if (!there.isEmpty() && !yes && !agreed()) {
      complain("nothing was removed");
      return NOT;
    }
    try (AgentLock _ = running.end()) {
      for (Remainder each : there) {
        out().println(each.takeAway());
        out().flush();
      }
    }
    out().println(there.isEmpty() ? "Nothing of the agent is left here." : "All of it is away.");
    InstalledPackage.removal().ifPresent(line -> out().println("The program itself: " + line));
    out().flush();
    return OK;
  }

  /// In the order in which they are taken away: first what holds somebody up, last where it is
  /// written down.
  private List<Remainder> remainders(
      AgentFile agent, FenceSettings fence, Optional<OrderedHere> ordered) {
    List<Remainder> all = new ArrayList<>();
    ordered.map(OrderedRemainder::new).ifPresent(all::add);
    all.add(new WrapperRemainder(programs, installation.places().sendmail()));
    all.add(new FenceRemainder(new Fencing(programs, fence.folder())));
    all.add(new IptablesRemainder(new IptablesFencing(programs, fence.folder())));
    all.add(new FolderRemainder("what the fence keeps", fence.folder()));
    all.add(new FolderRemainder("what the agent keeps", agent.folder()));
    return all;
  }

  /// What a file says, or is without one; empty where it has mistakes, which are told.
  private <T extends Record> Optional<T> settings(Class<T> kind, Path from) {
    Binder binder = new Binder(Values.standard());
    if (!Files.exists(from)) {
      return Optional.of(binder.defaults(kind, Path.of("/")));
    }
    return switch (binder.file(kind, from)) {
      case Binding.Bound<T>(var settings, _) -> Optional.of(settings);
      case Binding.Refused<T>(var mistakes) -> {
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
