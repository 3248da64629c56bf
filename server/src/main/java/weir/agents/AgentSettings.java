package weir.agents;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.Problems;
import weir.tls.TlsFiles;

@Doc("Agents on web servers and other hosts of the provider's (`weir agents`).")
public record AgentSettings(
    @Doc("Where agents are listened for; nowhere when not set.") Optional<Endpoint> address,
    @Doc(
            "How they reach that, as `HOST:PORT`. When not set: `host-name` with the port of `address`.")
        Optional<String> reachedAs,
    @Doc(
            "Certificate and key for them. When not set, one is made in `folder`. Agents know the server by its key, which therefore has to stay the same.")
        Optional<TlsFiles> tls,
    @Doc(
            "Groups of hosts on which a fence is rolled out together (`weir fence rollout`), each with a name; the first host of each is its canary.")
        Map<String, List<String>> groups,
    @Doc("An agent that is not heard for so long is told of.") @Default("5m") Duration silentAfter,
    @Doc("How long a connection that an agent told of is kept.") @Default("30d") Duration keep)
    implements Checked {
  private static final String OWN = "agents";

  @Override
  public void check(Problems problems) {
    if (reachedAs.isPresent() && !reachedAs.get().matches("[^\\s:/]+:\\d{1,5}")) {
      problems.add("reached-as", "is HOST:PORT");
    }
  }

  /// The folder of what only the server knows of its agents.
  static Path folder(Path server) {
    return server.resolve(OWN);
  }

  /// What invitations say.
  ///
  /// @param hostName of the server
  public String reachedAs(String hostName) {
    return reachedAs.orElseGet(() -> hostName + address.map(it -> ":" + it.port()).orElse(""));
  }
}
