package weir.sources;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.attribution.Words;
import weir.observation.HostAddresses;
import weir.observation.Observation;
import weir.observation.Origins;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.passages.Laid;
import weir.passages.Senders;

/// Adds up who sent what by what old logs tell. Bounded: what has been quiet for long is added up
/// and forgotten.
public final class Replay {
  /// Messages in a queue at the same time; the one that has been quiet for the longest is added up
  /// beyond it.
  private static final int MOST = 200_000;

  private static final int TIDY_EVERY = 5_000;
  private static final Duration SETTLED = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(6);

  private final Attributor attributor;
  private final Passages passages;
  private final Senders senders = new Senders();
  private final Map<Long, Passage> open = new LinkedHashMap<>();
  private Instant newest = Instant.MIN;
  private int taken;

  private Replay(Attributor attributor, Origins origins, HostAddresses hosts) {
    this.attributor = attributor;
    this.passages = new Passages(hosts, origins, MOST, 1);
  }

  /// By whose everything was when it was used; an empty book makes everything nobody's.
  ///
  /// @param listUsers users of the system that list software runs as
  /// @param deliveryUsers users of the system that only delivery agents run as
  public static Replay by(AccountBook book, Set<String> listUsers, Set<String> deliveryUsers) {
    HostAddresses hosts = (address, at) -> book.hostAt(address, at).map(Host::name);
    return new Replay(
        new Attributor(book, hosts),
        DoorOrigins.by(book, listUsers).deliveredBy(deliveryUsers),
        hosts);
  }

  /// Takes what a line told.
  public void take(Observation seen) {
    passages.take(seen);
    if (seen.witness().at().isAfter(newest)) {
      newest = seen.witness().at();
    }
    if (++taken % TIDY_EVERY == 0) {
      tidy();
    }
  }

  private void tidy() {
    collect();
    for (Iterator<Passage> all = open.values().iterator(); all.hasNext(); ) {
      Passage each = all.next();
      boolean isOver = each.last().plus(each.isOpen() ? LONGEST : SETTLED).isBefore(newest);
      if (isOver || open.size() > MOST) {
        add(each);
        all.remove();
      }
    }
    passages.expire(newest, SETTLED, LONGEST);
  }

  /// The ones that changed last come last.
  private void collect() {
    Passages.Changes changes = passages.changes();
    changes.dissolved().forEach(open::remove);
    for (Passage each : changes.updated()) {
      open.remove(each.id());
      open.put(each.id(), each);
    }
  }

  private void add(Passage passage) {
    Attribution found = attributor.attribute(passage);
    senders.add(
        new Laid(
            passage,
            found.account().map(Account::id),
            found.identity().map(Words::of),
            found.method().words(),
            found.confidence(),
            Optional.empty()));
  }

  /// Everybody who sent something, once all is read.
  public Senders end() {
    collect();
    open.values().forEach(this::add);
    open.clear();
    return senders;
  }
}
