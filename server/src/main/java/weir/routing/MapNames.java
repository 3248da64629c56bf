package weir.routing;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a map may name: what the configuration has.
///
/// @param hops the names under `[hops]`
/// @param policies the names under `[policies]`, and `default`
public record MapNames(Set<String> hops, Set<String> policies) {
  public MapNames {
    hops = Set.copyOf(hops);
    policies = Set.copyOf(policies);
  }

  /// A name in the line that leads nowhere. Mail that follows it would wait for ever, or be judged
  /// more leniently than the panel meant.
  public Optional<String> mistake(MapLine line) {
    return line.hop()
        .filter(hop -> !hops.contains(hop))
        .map(hop -> "hop=" + hop + ": there is no [hops." + hop + "], " + those(hops))
        .or(() ->
            line.policy()
                .filter(policy -> !policies.contains(policy))
                .map(policy ->
                    "policy="
                        + policy
                        + ": there is no [policies."
                        + policy
                        + "], "
                        + those(policies)));
  }

  private static String those(Set<String> names) {
    return "there is " + String.join(", ", new TreeSet<>(names));
  }
}
