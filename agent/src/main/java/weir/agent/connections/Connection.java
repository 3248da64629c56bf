package weir.agent.connections;

import java.util.List;
import java.util.Optional;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.agent.process.WebRequest;
import weir.socket.TcpSocket;

/// A connection to a mail port.
///
/// @param maker the process that has it; empty where it ended, or is not ours to look at
/// @param elsewhere whether it is in another network namespace than ours: a container, mostly
public record Connection(TcpSocket socket, Optional<Maker> maker, boolean elsewhere) {

  /// The process that has a connection.
  ///
  /// @param script that it runs
  /// @param parents who started it, nearest first
  /// @param request what the web server was asked, where it tells
  public record Maker(
      HostProcess process,
      Optional<Script> script,
      List<HostProcess> parents,
      Optional<WebRequest> request) {
    public Maker {
      parents = List.copyOf(parents);
    }
  }

  /// The user who made it. The kernel tells none of a socket that nobody has any more.
  public Optional<Long> uid() {
    return socket.isOrphan() ? Optional.empty() : Optional.of(socket.uid());
  }
}
