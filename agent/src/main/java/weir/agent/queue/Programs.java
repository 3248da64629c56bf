package weir.agent.queue;

import java.io.IOException;
import java.util.List;

/// Runs the mail server's own programs.
@FunctionalInterface
public interface Programs {

  /// What came of one.
  ///
  /// @param exit its exit status
  /// @param output the first part of what it wrote, to standard output and standard error
  record Ran(int exit, String output) {}

  /// Runs a program to its end. No shell sees the words.
  ///
  /// @param input what it reads
  /// @throws IOException when it cannot be started or takes too long; then it is ended
  Ran run(List<String> command, String input) throws IOException, InterruptedException;
}
