package weir.amends;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weir.journal.Id;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Lease;

/// Takes back what was done because of an incident.
public final class Release {
  private Release() {}

  /// Ends all leases of an incident that are not over. A running server sees it within a second and
  /// restores what carries its mark; one that does not run does so when it starts.
  ///
  /// @param folder of the server
  /// @param by who says so
  /// @return those that were ended, as they are now
  public static List<Lease> of(
      Path folder, String incident, String by, Instant now, RandomGenerator chance)
      throws SQLException, IOException {
    List<Lease> ended = new ArrayList<>();
    if (!LeaseStore.isThere(folder)) {
      return ended;
    }
    try (LeaseStore store = LeaseStore.open(folder)) {
      for (Lease lease : store.ofIncident(incident)) {
        LeaseAct act =
            new LeaseAct(
                Id.next(chance),
                now,
                "response-undone",
                by,
                Optional.of(lease.id()),
                "incident " + incident + " was a false positive");
        store.undo(lease.id(), act).ifPresent(ended::add);
      }
    }
    return ended;
  }
}
