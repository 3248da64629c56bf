package weir.policy;

import java.util.Optional;
import weir.config.Doc;
import weir.verdict.Role;

@Doc(
    "Policies by role, as long as no recipient's domain has chosen another one. Checks on strangers leave out those who log in and our own hosts in any case.")
public record RoleSettings(
    @Doc("Policy for strangers: a name under [policies]; as shipped what [policy] says.")
        Optional<String> mx,
    @Doc("Policy for clients that log in.") Optional<String> submission,
    @Doc("Policy for our own hosts, known by their addresses.") Optional<String> relay) {

  Optional<String> of(Role role) {
    return switch (role) {
      case MX -> mx;
      case SUBMISSION -> submission;
      case RELAY -> relay;
    };
  }
}
