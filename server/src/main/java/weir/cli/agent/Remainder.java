package weir.cli.agent;

import java.io.IOException;
import java.util.Optional;

/// Something of ours on this host that outlives the process which made it.
interface Remainder {
  /// What of it there is, in one line for the operator; empty where there is nothing.
  Optional<String> there() throws IOException, InterruptedException;

  /// Leaves the host as if it had never been there. The agent does not run any more.
  ///
  /// @return what was done, in one line
  /// @throws IOException where it could not be done; what was done of it is not undone
  String takeAway() throws IOException, InterruptedException;
}
