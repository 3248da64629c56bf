package weir.response;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the world is to be: of what several leases want of one target, the strongest.
public final class Desired {
  private Desired() {}

  /// The strongest enforced lease of each target; of equals, the oldest.
  public static Map<Target, Lease> of(Collection<Lease> leases) {
    Map<Target, Lease> strongest = new LinkedHashMap<>();
    leases.stream()
        .filter(Lease::isEnforced)
        .forEach(lease -> strongest.merge(lease.target(), lease, Desired::stronger));
    return strongest;
  }

  /// The stronger of two leases; of equals the first one.
  public static Lease stronger(Lease one, Lease other) {
    return one.response().isAtLeast(other.response()) ? one : other;
  }
}
