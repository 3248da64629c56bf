package weir.policy;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import weir.verdict.Policy;
import weir.verdict.Role;

/// The policies of one configuration: a bounded number with names, and one for each role until a
/// recipient chooses another.
public record Policies(String version, Map<String, Policy> named, Map<Role, Policy> byRole) {

  /// The name of the policy that always exists.
  public static final String DEFAULT = "default";

  public Policies {
    named = Map.copyOf(named);
    byRole = Map.copyOf(byRole);
    if (!named.containsKey(DEFAULT)) {
      throw new IllegalArgumentException("no policy \"" + DEFAULT + "\"");
    }
  }

  public Policy of(Role role) {
    return byRole.getOrDefault(role, named(DEFAULT));
  }

  /// What may be chosen by name, where these are the names under `[policies]`.
  public static Set<String> choosable(Set<String> names) {
    Set<String> all = new HashSet<>(names);
    all.add(DEFAULT);
    return all;
  }

  /// The policy of that name; the default one where a map names one that is not there.
  public Policy named(String name) {
    Policy policy = named.get(name);
    return policy != null ? policy : Objects.requireNonNull(named.get(DEFAULT));
  }
}
