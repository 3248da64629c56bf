package weir.former;

import java.util.Map;
import java.util.Optional;

/// What the programs in front of a mail server have told it of its client.
///
/// @param name `TCPREMOTEHOST`
/// @param environment what rules have set
record Peer(Optional<String> name, Map<String, String> environment) {
  Peer {
    environment = Map.copyOf(environment);
  }

  Optional<String> variable(String variable) {
    return Optional.ofNullable(environment.get(variable));
  }

  /// Set, even to nothing: this client may send anywhere.
  boolean mayRelay() {
    return environment.containsKey("RELAYCLIENT");
  }
}
