package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import weir.agent.fence.LockOut;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;

/// Where the agent of this host reaches its server, for whoever changes its fence by hand.
public final class ControlPlace {
  private ControlPlace() {}

  /// Empty where this host is nobody's agent, or where that is not ours to read.
  ///
  /// @param file of the agent
  public static List<LockOut.Control> of(Path file) {
    if (!(new Binder(Values.standard()).file(AgentFile.class, file)
        instanceof Binding.Bound<AgentFile>(var agent, _))) {
      return List.of();
    }
    try {
      return KnownServer.in(agent.folder()).map(KnownServer::control).orElse(List.of());
    } catch (IOException _) {
      return List.of();
    }
  }
}
