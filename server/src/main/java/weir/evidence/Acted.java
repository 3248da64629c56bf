package weir.evidence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Lease;

/// When something was done about an incident that the sender notices.
public final class Acted {
  private Acted() {}

  /// When the first of some leases took effect anywhere.
  public static Optional<Instant> first(LeaseStore store, Collection<Lease> leases)
      throws SQLException {
    Optional<Instant> first = Optional.empty();
    for (Lease each : leases) {
      for (LeaseAct act : store.acts(each.id())) {
        if (act.what().equals("response-put")
            && first.filter(it -> !act.at().isBefore(it)).isEmpty()) {
          first = Optional.of(act.at());
        }
      }
    }
    return first;
  }
}
