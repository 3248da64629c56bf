package weir.cli.fence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import weir.agent.connections.Connection;
import weir.agent.connections.Makers;
import weir.agent.doctor.ThisMachine;
import weir.agent.fence.Capability;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceFinding;
import weir.agent.fence.Fencing;
import weir.agent.fence.ForeignRules;
import weir.agent.fence.KernelProbe;
import weir.agent.fence.LockOut;
import weir.agent.fence.Sweep;
import weir.agent.fence.iptables.IptablesFencing;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.cli.command.Subcommand;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.fence.WantedFence;
import weir.net.IpAddress;
import weir.onhost.ControlPlace;

/// A command about the fence: its settings, and what it is made of.
abstract class FenceSubcommand extends Subcommand {
  /// How long a program that lists or changes rules may take.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Path AGENT_FILE = Path.of("/etc/weir/agent.toml");

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Its settings (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("/etc/weir/fence.toml");

  private final Programs programs = new SystemPrograms(PATIENCE);

  @Override
  public final Integer call() throws IOException, InterruptedException {
    return switch (new Binder(Values.standard()).file(FenceSettings.class, file)) {
      case Binding.Bound<FenceSettings>(var settings, _) -> call(settings);
      case Binding.Refused<FenceSettings>(var mistakes) -> {
        mistakes.forEach(mistake -> out().println(mistake)); // as weir config check prints them
        yield BAD_CONFIGURATION;
      }
    };
  }

  /// @return the exit status
  abstract int call(FenceSettings settings) throws IOException, InterruptedException;

  Path file() {
    return file;
  }

  Programs programs() {
    return programs;
  }

  UserNames users() {
    return UserNames.read(Path.of("/etc/passwd"));
  }

  Fencing fencing(FenceSettings settings) {
    return new Fencing(programs, settings.folder());
  }

  IptablesFencing iptables(FenceSettings settings) {
    return new IptablesFencing(programs, settings.folder());
  }

  /// What the settings ask for, names looked up.
  Fence wanted(FenceSettings settings) throws IOException {
    return WantedFence.onThisHost().of(settings);
  }

  static List<IpAddress> addresses(String name) throws IOException {
    return WantedFence.addresses(name);
  }

  static Processes processes() {
    return new Processes(Path.of("/proc"));
  }

  static Makers makers() {
    return Makers.asking(processes(), new ScriptFinder(processes(), HomeRoots.USUAL::hold));
  }

  /// What this kernel and this nft can do.
  List<Capability> capabilities() throws InterruptedException {
    return new KernelProbe(programs).look();
  }

  /// Connections to servers that it does not permit, which are open now.
  static List<Connection> forbidden(Fence fence) throws IOException {
    return new Sweep(fence, processes(), makers()).look();
  }

  /// What stands in its way, and what should be known.
  List<FenceFinding> findings(
      FenceSettings settings, Fence fence, List<Capability> capabilities, boolean behind)
      throws IOException, InterruptedException {
    List<FenceFinding> findings = new ArrayList<>();
    KernelProbe.belowTheFloor(capabilities)
        .ifPresent(why ->
            findings.add(
                new FenceFinding(
                    true,
                    "this host can only be observed: " + why,
                    "weir offenders and weir connections need none of it; weir fence apply --iptables puts a"
                        + " weaker one up")));
    capabilities.stream()
        .filter(it -> it.what() == Capability.What.CGROUPS && !it.works())
        .filter(_ -> !fence.exemptCgroups().isEmpty())
        .forEach(it ->
            findings.add(
                new FenceFinding(true, it.says(), "name users under exempt-users instead")));
    findings.addAll(
        new LockOut(processes(), users())
            .of(fence, settings.relaysOnly(), ControlPlace.of(AGENT_FILE)));
    findings.addAll(
        new ForeignRules(programs, new ThisMachine()).of(fence, settings.behind() || behind));
    return findings;
  }
}
