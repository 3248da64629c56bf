package weir.cli.connections;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import weir.agent.connections.Connections;
import weir.agent.connections.MailPorts;
import weir.agent.connections.Makers;
import weir.agent.connections.Watching;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.UserNames;

/// What is looked at.
final class LookOptions {
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      split = ",",
      description = "Ports that count as mail's (default: 25,465,587,2525).")
  private Set<Integer> ports = MailPorts.USUAL;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description =
          "A folder in which each customer has one of his own, and not the usual ones (/home,"
              + " /var/www/vhosts and others). May be repeated.")
  private List<String> homes = HomeRoots.USUAL.roots();

  private final Processes processes = new Processes(Path.of("/proc"));

  Processes processes() {
    return processes;
  }

  HomeRoots roots() {
    return new HomeRoots(homes);
  }

  UserNames users() {
    return UserNames.read(Path.of("/etc/passwd"));
  }

  Connections connections() {
    return new Connections(processes, makers(), ports);
  }

  Watching watching(Clock clock) {
    return new Watching(connections(), makers(), ports, clock);
  }

  private Makers makers() {
    return new Makers(processes, new ScriptFinder(processes, roots()::hold));
  }

  /// What is wrong with them, for people; empty where nothing is.
  String trouble() {
    for (int port : new TreeSet<>(ports)) {
      if (port < 1 || port > LAST_PORT) {
        return "there is no port " + port;
      }
    }
    return homes.stream()
        .filter(home -> !home.startsWith("/") || home.endsWith("/"))
        .findFirst()
        .map(home -> "a folder of homes is an absolute path without / at its end, not " + home)
        .orElse("");
  }
}
