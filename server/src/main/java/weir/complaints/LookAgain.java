package weir.complaints;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.net.IpAddress;
import weir.report.Complaint;
import weir.report.Report;

/// Looks up complaints again whose message nobody knew: the log that tells it may come later.
public final class LookAgain {
  /// Complaints of one round; the others wait for the next.
  public static final int MOST = 200;

  /// Messages of one round: each is read anew, whatever its size.
  static final int MOST_MAILS = 100;

  /// Complaints of one message that are looked up when it comes, and again later, the first ones: a
  /// message that a stranger fills with a thousand must not cost a thousand searches each time. The
  /// others are looked up once, in rounds.
  static final int MOST_OF_ONE = 20;

  /// A kept Message-ID that is longer may be the beginning of one only.
  private static final int LONG_ID = 255;

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
    Map<Long, List<ComplaintDue>> byMail =
        store.due(clock.instant(), MOST, MOST_MAILS).stream()
            .collect(Collectors.groupingBy(ComplaintDue::mail));
    int verified = 0;
    for (List<ComplaintDue> ofOne : byMail.values()) {
      List<Report> reports = reports(ofOne.getFirst());
      for (ComplaintDue due : ofOne) {
        verified += look(due, reports) ? 1 : 0;
      }
    }
    return verified;
  }

  /// @return nothing where the message does not read as a complaint any more
  private List<Report> reports(ComplaintDue due) throws SQLException {
    Optional<byte[]> octets = store.message(due.id());
    try {
      return octets.map(Intake::reports).orElse(List.of());
    } catch (RuntimeException e) {
      log.error("complaint {} cannot be read again: {}", due.id(), e, e);
      return List.of();
    }
  }

  /// @return whether it is verified now
  private boolean look(ComplaintDue due, List<Report> reports) throws SQLException {
    Optional<Whose> whose = whose(due, reports);
    if (whose.isEmpty()) {
      store.giveUp(due.id());
      return false;
    }
    Instant now = clock.instant();
    store.looked(due.id(), whose.get(), next(due, whose.get(), now));
    if (whose.get() instanceof Whose.Verified(String account, String why)) {
      log.info("complaint {} is about {} after all: {}", due.id(), account, why);
      return true;
    }
    return false;
  }

  /// What could not be looked up has not had its turn.
  private static Optional<Instant> next(ComplaintDue due, Whose whose, Instant now) {
    boolean isOver =
        due.isNew() && due.ordinal() >= MOST_OF_ONE && !(whose instanceof Whose.Unlooked);
    return isOver ? Optional.empty() : NextLook.after(whose, due.came(), now);
  }

  /// @return empty where the message is read differently now: a complaint never gets the owner of
  ///   another
  private Optional<Whose> whose(ComplaintDue due, List<Report> reports) {
    try {
      return due.ordinal() < reports.size()
              && reports.get(due.ordinal()) instanceof Complaint complaint
              && same(due, complaint)
          ? Optional.of(owners.whose(complaint))
          : Optional.empty();
    } catch (RuntimeException e) {
      log.error("complaint {} cannot be looked up again: {}", due.id(), e, e);
      return Optional.empty();
    }
  }

  private static boolean same(ComplaintDue due, Complaint complaint) {
    return due.source().equals(complaint.source().map(IpAddress::toString))
        && same(due.messageId(), complaint.messageId());
  }

  private static boolean same(Optional<String> kept, Optional<String> read) {
    return kept.equals(read)
        || (kept.isPresent()
            && kept.get().length() > LONG_ID
            && read.orElse("").startsWith(kept.get()));
  }
}
