package weir.agent.process;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import weir.agent.process.Script.By;

/// Finds which script a process runs.
public final class ScriptFinder {
  private static final List<String> INTERPRETERS =
      List.of("php", "lsphp", "perl", "python", "ruby", "node", "lua", "tclsh", "deno", "bun");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "busybox");
  private static final List<String> ENDINGS =
      List.of(".php", ".phtml", ".pl", ".cgi", ".pm", ".py", ".rb", ".js", ".mjs", ".sh", ".lua");

  /// Options of interpreters behind which code stands, and no file.
  private static final Set<String> CODE = Set.of("-e", "-E", "-r", "-c", "--eval", "-p", "--run");

  /// Options of interpreters behind which their value stands, or the script (`php -f`).
  private static final Set<String> WITH_VALUE = Set.of("-d", "-I", "-W", "-X", "--require", "-t");

  private final Processes processes;
  private final Predicate<String> isCustomers;

  /// @param isCustomers whether a path is in the part of the file system where customers have
  ///   theirs
  public ScriptFinder(Processes processes, Predicate<String> isCustomers) {
    this.processes = processes;
    this.isCustomers = isCustomers;
  }

  /// Empty where nothing tells: a program of the system with no file of a customer's in sight.
  public Optional<Script> of(HostProcess process) {
    return ofEnvironment(process)
        .or(() -> ofArguments(process))
        .or(() -> ofOpenFiles(process))
        .or(() -> ofProgram(process))
        .or(() -> ofFolder(process));
  }

  private Optional<Script> ofEnvironment(HostProcess process) {
    return processes
        .variable(process.pid(), "SCRIPT_FILENAME")
        .filter(path -> path.startsWith("/"))
        .map(path -> new Script(path, By.ENVIRONMENT));
  }

  private static Optional<Script> ofArguments(HostProcess process) {
    List<String> arguments = process.commandLine().arguments();
    if (!isInterpreter(process.programName())) {
      return Optional.empty();
    }
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (CODE.contains(argument)) {
        return Optional.empty();
      }
      if (WITH_VALUE.contains(argument)) {
        i++;
      } else if (!argument.startsWith("-") && !argument.isEmpty()) {
        return absolute(argument, process.folder()).map(path -> new Script(path, By.ARGUMENT));
      }
    }
    return Optional.empty();
  }

  private static boolean isInterpreter(String program) {
    return SHELLS.contains(program) || INTERPRETERS.stream().anyMatch(program::startsWith);
  }

  private static Optional<String> absolute(String path, Optional<String> folder) {
    try {
      Path written = Path.of(path);
      if (written.isAbsolute()) {
        return Optional.of(written.normalize().toString());
      }
      return folder
          .filter(it -> !it.endsWith(HostProcess.DELETED))
          .map(it -> Path.of(it).resolve(written).normalize().toString());
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private Optional<Script> ofOpenFiles(HostProcess process) {
    return processes.open(process.pid()).stream()
        .filter(path -> path.startsWith("/"))
        .filter(ScriptFinder::isNamedLikeOne)
        .findFirst()
        .map(path -> new Script(path, By.OPEN_FILE));
  }

  private static boolean isNamedLikeOne(String path) {
    String name = path.replace(HostProcess.DELETED, "").toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private Optional<Script> ofProgram(HostProcess process) {
    return process.program().filter(isCustomers).map(path -> new Script(path, By.PROGRAM));
  }

  private Optional<Script> ofFolder(HostProcess process) {
    return process.folder().filter(isCustomers).map(path -> new Script(path, By.FOLDER));
  }
}
