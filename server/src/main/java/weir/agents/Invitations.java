package weir.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import weir.uplink.Invitation;

/// Invites hosts to become agents.
public final class Invitations {
  /// For how long an invitation is good.
  public static final Duration GOOD = Duration.ofHours(1);

  private Invitations() {}

  /// Makes an invitation of a host. It is shown once: only the digest of its secret is kept.
  ///
  /// @param folder of the server
  /// @param hostName of the server
  /// @param by who invites
  /// @throws IOException with a sentence for the operator
  public static Invitation make(
      Path folder, AgentSettings settings, String hostName, String host, String by, Instant now)
      throws IOException {
    if (settings.address().isEmpty()) {
      throw new IOException("agents are listened for nowhere: set [agents] address");
    }
    if (!host.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IOException(host + " is no name of a host");
    }
    ServerIdentity own = ServerIdentity.of(folder, settings, hostName, now);
    String secret = Secrets.make();
    try (AgentStore store = AgentStore.open(folder)) {
      store.invite(host, Secrets.digest(secret), now.plus(GOOD), by);
    } catch (SQLException e) {
      throw new IOException("the invitation cannot be kept: " + e.getMessage(), e);
    }
    return new Invitation(settings.reachedAs(hostName), host, secret, own.pin());
  }
}
