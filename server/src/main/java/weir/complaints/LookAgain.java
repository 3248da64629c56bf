package weir.complaints;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.report.Complaint;
import weir.report.Report;

/// Looks up complaints again whose message nobody knew: the log that tells it may come later.
public final class LookAgain {
  /// Complaints of one round; the others wait for the next.
  public static final int MOST = 200;

  private static final Logger log = LoggerFactory.getLogger(LookAgain.class);

  private final ComplaintStore store;
  private final Owners owners;
  private final InstantSource clock;

  public LookAgain(ComplaintStore store, Owners owners, InstantSource clock) {
    this.store = store;
    this.owners = owners;
    this.clock = clock;
  }

  /// Looks up those whose time has come.
  ///
  /// @return how many were verified by it
  public int round() throws SQLException {
    int verified = 0;
    for (ComplaintStore.Due due : store.due(clock.instant(), MOST)) {
      Optional<Whose> whose = whose(due);
      Instant now = clock.instant();
      if (whose.isEmpty()) {
        store.giveUp(due.id());
        continue;
      }
      store.looked(due.id(), whose.get(), NextLook.after(whose.get(), due.came(), now));
      if (whose.get() instanceof Whose.Verified(String account, String why)) {
        log.info("complaint {} is about {} after all: {}", due.id(), account, why);
        verified++;
      }
    }
    return verified;
  }

  /// @return empty where the message does not read as a complaint any more
  private Optional<Whose> whose(ComplaintStore.Due due) throws SQLException {
    Optional<byte[]> octets = store.message(due.id());
    try {
      List<Report> reports = octets.map(Intake::reports).orElse(List.of());
      return due.ordinal() < reports.size()
              && reports.get(due.ordinal()) instanceof Complaint complaint
          ? Optional.of(owners.whose(complaint))
          : Optional.empty();
    } catch (RuntimeException e) {
      log.error("complaint {} cannot be looked up again: {}", due.id(), e, e);
      return Optional.empty();
    }
  }
}
