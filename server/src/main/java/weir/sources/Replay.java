package weir.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
import weir.limits.Countries;
import weir.limits.Limits;
import weir.observation.HostAddresses;
import weir.observation.Observation;
import weir.observation.Origins;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.passages.Laid;
import weir.passages.Senders;
import weir.trial.LogTrial;
import weir.trial.RuleTried;

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
  private final AccountBook book;
  private final HostAddresses hosts;
  private final Passages passages;
  private final Senders senders = new Senders();
  private final Map<Long, Passage> open = new LinkedHashMap<>();
  private Optional<LogTrial> trial = Optional.empty();
  private Instant newest = Instant.MIN;
  private int taken;

  private Replay(AccountBook book, HostAddresses hosts, Origins origins) {
    this.attributor = new Attributor(book, hosts);
    this.book = book;
    this.hosts = hosts;
    this.passages = new Passages(hosts, origins, MOST, 1);
  }

  /// By whose everything was when it was used; an empty book makes everything nobody's.
  ///
  /// @param listUsers users of the system that list software runs as
  /// @param deliveryUsers users of the system that only delivery agents run as
  public static Replay by(AccountBook book, Set<String> listUsers, Set<String> deliveryUsers) {
    HostAddresses hosts = (address, at) -> book.hostAt(address, at).map(Host::name);
    return new Replay(book, hosts, DoorOrigins.by(book, listUsers).deliveredBy(deliveryUsers));
  }

  /// Has the rules of these limits asked about what is counted, too: before anything is taken.
  ///
  /// @param countries in which addresses are
  public void ask(Limits limits, Countries countries) {
    trial = Optional.of(new LogTrial(limits, countries, hosts, book));
  }

  /// Takes what a line told.
  public void take(Observation seen) {
    Instant at = seen.witness().at();
    if (at.isAfter(newest)) {
      goOn(at);
    }
    passages.take(seen);
    if (seen instanceof Observation.Deed deed) {
      trial.ifPresent(it -> it.take(deed));
    }
    if (++taken % TIDY_EVERY == 0) {
      tidy();
    }
  }

  /// Rules are asked once a second of the logs' time: within one the order of lines says little.
  private void goOn(Instant at) {
    if (trial.isPresent() && newest.isBefore(at.truncatedTo(ChronoUnit.SECONDS))) {
      collect();
    }
    newest = at;
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
    trial.ifPresent(it -> it.take(changes, attributor::attribute, newest));
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

  /// What became of each rule, once all is read; empty where none was to be asked.
  public List<RuleTried> tried() {
    return trial.map(LogTrial::end).orElseGet(List::of);
  }
}
