package weir.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.attribution.Words;
import weir.observation.HostAddresses;
import weir.observation.Link;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.passages.Laid;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;
import weir.passages.Share;
import weir.passages.WebmailLogin;

/// Takes in what sources see, and keeps whose it was. What it has taken is on the disk when [#take]
/// returns; what it could not keep, it has not taken.
public final class Watch implements Observations, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /// No server speaks of a message that has been gone for so long.
  private static final Duration SETTLED = Duration.ofMinutes(20);

  /// No server keeps a message in its queue for so long.
  private static final Duration LONGEST = Duration.ofDays(6);

  /// How far back messages are looked at again.
  static final Duration AGAIN = Duration.ofDays(7);

  /// Messages that are looked at again at a time, the newest; of more, the others stay as they are.
  static final int MOST_AGAIN = 20_000;

  /// Of these, so many keep sources waiting at once.
  private static final int PIECE = 500;

  /// What is told of the share that is nobody's is about so much time.
  public static final Duration LATELY = Duration.ofHours(1);

  /// Nothing is let go until no source has told of long ago for so long.
  private static final Duration CAUGHT_UP = Duration.ofMinutes(2);

  private static final Duration TIDY_EVERY = Duration.ofMinutes(1);
  private static final int FORGET_AT_ONCE = 5_000;

  private final PassageStore store;
  private final Optional<Measuring> measuring;
  private final PassageSettings settings;
  private final HostAddresses hosts;
  private final Supplier<DoorOrigins> origins;
  private final Supplier<Attributor> attributor;
  private final InstantSource clock;
  private final InstantSource age;
  private final Map<String, Long> told = new HashMap<>();
  private Share unattributed = new Share(0, 0);
  private Instant counted = Instant.EPOCH;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile int onTheWay;
  private WebmailLogins webmail;
  private @Nullable Passages passages;
  private Instant tidied;
  private Instant caughtUp = Instant.EPOCH;

  /// @param origins by the directory as it is now
  /// @param attributor by the directory as it is now
  /// @param measuring counts what is taken, and is closed with this
  /// @param age the time by which old passages are forgotten
  /// @throws SQLException when what was on its way cannot be read
  public Watch(
      PassageStore store,
      PassageSettings settings,
      HostAddresses hosts,
      Supplier<DoorOrigins> origins,
      Supplier<Attributor> attributor,
      Optional<Measuring> measuring,
      InstantSource clock,
      InstantSource age)
      throws SQLException {
    this.store = store;
    this.measuring = measuring;
    this.settings = settings;
    this.hosts = hosts;
    this.origins = origins;
    this.attributor = attributor;
    this.clock = clock;
    this.age = age;
    this.webmail = new WebmailLogins(hosts, List.of());
    this.passages = read();
    this.tidied = clock.instant();
  }

  /// How much of what was authored in the last [#LATELY] is nobody's, as of a minute ago at most,
  /// also where nothing has come since then.
  public synchronized Share unattributed() {
    Instant now = clock.instant();
    if (Duration.between(counted, now).abs().compareTo(TIDY_EVERY) >= 0) {
      counted = now;
      try {
        unattributed = store.share(now.minus(LATELY));
      } catch (SQLException e) {
        log.warn("how much is nobody's cannot be counted: {}", e.getMessage());
      }
    }
    return unattributed;
  }

  /// Looks once more whose the messages of the last [#AGAIN] are that were nobody's, or somebody's
  /// by their sender's word only: a customer may send before the directory tells of him. It counts
  /// whose an identity was when the message came, as always. What is an account's for a better
  /// reason stays its.
  ///
  /// @return how many are laid at an account's door now
  public int lookAgain() throws SQLException {
    List<Long> all;
    synchronized (this) {
      all = store.unsettled(clock.instant().minus(AGAIN), MOST_AGAIN);
    }
    int settled = 0;
    for (int from = 0; from < all.size(); from += PIECE) {
      settled += lookAgain(all.subList(from, Math.min(from + PIECE, all.size())));
    }
    return settled;
  }

  /// What is on the disk is what sources have told: a look that comes between two of them misses
  /// nothing.
  private synchronized int lookAgain(List<Long> ids) throws SQLException {
    Attributor now = attributor.get();
    List<Laid> settled = new ArrayList<>();
    for (Laid before : store.numbered(ids)) {
      Laid next = lay(now, before.passage());
      boolean isBetter =
          before.account().isEmpty() || next.confidence().compareTo(before.confidence()) > 0;
      if (next.account().isPresent() && isBetter) {
        settled.add(next.behind().isPresent() ? next : next.behind(before.behind()));
      }
    }
    if (!settled.isEmpty()) {
      store.write(new PassageStore.News(settled, List.of(), List.of(), Map.of()));
    }
    return settled.size();
  }

  /// Why nothing is kept now; empty when all is well.
  public Optional<String> trouble() {
    return trouble;
  }

  /// Messages that are in a queue of ours, or were until lately.
  public int onTheWay() {
    return onTheWay;
  }

  /// The mark up to which a source has told everything; 0 for a new source.
  public synchronized long told(String source) {
    return told.getOrDefault(source, 0L);
  }

  @Override
  public synchronized void take(String source, List<Told> all) throws IOException {
    try {
      Passages now = passages == null ? read() : passages;
      // Until all of it is on the disk, the memory is ahead of the disk: it is read again then,
      // and the source tells it again.
      passages = null;
      take(now, source, all);
      passages = now;
      onTheWay = now.size();
      trouble = Optional.empty();
    } catch (SQLException | UncheckedIOException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
      log.error("passages are not written, sources wait: {}", e.getMessage());
      throw new IOException("passages cannot be written: " + e.getMessage(), e);
    }
  }

  private void take(Passages into, String source, List<Told> all) throws SQLException {
    long before = told(source);
    List<Told> news = all.stream().filter(each -> each.mark() > before).toList();
    if (news.isEmpty()) {
      return;
    }
    Attributor now = attributor.get();
    beginToMeasure(now);
    List<WebmailLogin> webmails = new ArrayList<>();
    List<Observation.Deed> deeds = new ArrayList<>();
    for (Told each : news) {
      for (Observation seen : each.observations()) {
        noteLag(seen.witness().at());
        into.take(seen);
        webmail.take(seen).ifPresent(webmails::add);
        if (seen instanceof Observation.Deed deed) {
          deeds.add(deed);
        }
      }
    }
    Passages.Changes changes = into.changes();
    keep(now, changes, webmails, source, news.getLast().mark());
    measuring.ifPresent(it -> it.take(changes, deeds, now::attribute));
    tidy(into);
  }

  /// Not before the accounts are known, and so not before the first source tells something.
  private void beginToMeasure(Attributor now) throws SQLException {
    if (measuring.isPresent() && !measuring.get().isReady()) {
      measuring.get().begin(store, SETTLED, now::attribute);
    }
  }

  private void keep(
      Attributor now, Passages.Changes changes, List<WebmailLogin> logins, String source, long mark)
      throws SQLException {
    List<Laid> laid = changes.updated().stream().map(passage -> lay(now, passage)).toList();
    store.write(new PassageStore.News(laid, changes.dissolved(), logins, Map.of(source, mark)));
    told.put(source, mark);
  }

  private Laid lay(Attributor attributor, Passage passage) {
    Attribution found = attribution(attributor, passage);
    return new Laid(
        passage,
        found.account().map(Account::id),
        found.identity().map(Words::of),
        found.method().words(),
        found.confidence(),
        webmail.behind(passage));
  }

  /// Where a leg is joined by Message-ID only, the whole is no surer than that.
  private static Attribution attribution(Attributor attributor, Passage passage) {
    boolean isLoose = passage.legs().stream().anyMatch(leg -> leg.link() == Link.MESSAGE_ID);
    return isLoose
        ? attributor.attribute(passage, passage.legs().getLast())
        : attributor.attribute(passage);
  }

  /// What a source tells of long ago, it tells late: what other hosts say of the same messages may
  /// come as late.
  private void noteLag(Instant seen) {
    Instant now = clock.instant();
    if (seen.isBefore(now.minus(SETTLED.dividedBy(2)))) {
      caughtUp = now;
    }
  }

  private void tidy(Passages all) throws SQLException {
    Instant now = clock.instant();
    if (now.isBefore(tidied.plus(TIDY_EVERY))) {
      return;
    }
    tidied = now;
    if (caughtUp.isBefore(now.minus(CAUGHT_UP))) {
      all.expire(now, SETTLED, LONGEST);
    }
    store.forget(age.instant(), settings.keep(), FORGET_AT_ONCE);
  }

  /// Whom the gateway lets send is a customer or a host of ours, also where only `relay-from` knows
  /// the address.
  private Origin origin(Observation.Entered seen) {
    return switch (seen.witness().source()) {
      case GatewaySource.NAME -> Origin.AUTHORED;
      case GatewaySource.MX -> origins.get().ofStrangersDoor(seen);
      default -> origins.get().of(seen);
    };
  }

  private Optional<Passage> letGo(QueueKey key) {
    try {
      return store.byKey(key);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e.getMessage(), e));
    }
  }

  private Passages read() throws SQLException {
    Passages fresh =
        new Passages(hosts, this::origin, settings.onTheirWay(), store.next(), this::letGo);
    fresh.resume(store.open(SETTLED));
    told.clear();
    told.putAll(store.told());
    webmail = new WebmailLogins(hosts, store.webmail(clock.instant().minus(WebmailLogins.SESSION)));
    return fresh;
  }

  @Override
  public void close() throws SQLException {
    measuring.ifPresent(Measuring::stop); // It may be at its beginning, which takes seconds.
    end();
  }

  private synchronized void end() throws SQLException {
    measuring.ifPresent(Measuring::close);
    store.close();
  }
}
