package weir.agent.process;

import java.util.List;
import java.util.Optional;
import weir.agent.process.Script.By;

/// The script behind a program that others call, such as sendmail: it runs none itself, whoever
/// started it does, as a rule through a shell. A folder is all that is known of PHP-FPM, and counts
/// only where nobody is surer.
public final class ScriptOfCaller {
  private ScriptOfCaller() {}

  /// @param process that was called, or is about to become the program
  /// @param parents who started it, nearest first; those of another user are no part of it
  public static Optional<Script> of(
      ScriptFinder scripts, HostProcess process, List<HostProcess> parents) {
    Optional<Script> own = scripts.of(process);
    if (own.filter(it -> it.by() == By.ENVIRONMENT || it.by() == By.ARGUMENT).isPresent()) {
      return own;
    }
    for (HostProcess parent : parents) {
      Optional<Script> found = scripts.of(parent).filter(it -> it.by() != By.FOLDER);
      if (found.isPresent() && parent.status().users().real() == process.status().users().real()) {
        return found;
      }
    }
    return own.filter(it -> it.by() == By.FOLDER);
  }
}
