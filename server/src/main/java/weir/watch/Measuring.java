package weir.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.Directory;
import weir.accounting.Accounting;
import weir.attribution.Attribution;
import weir.incident.Alarm;
import weir.incident.Detector;
import weir.limits.Countries;
import weir.limits.Limits;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.observation.HostAddresses;
import weir.observation.Observation;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.passages.PassageStore;

/// Counts what was seen, and asks the rules about whoever it was. Safe for use by many threads.
///
/// What is counted outlives a restart: in a file that is written from time to time, and, for what
/// came after that, in the passages themselves. Without the file all is counted anew from the
/// latest passages, of four weeks at most, so that what is usual for an account is known at once.
public final class Measuring implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Measuring.class);

  /// Meters of each kind.
  public static final int MOST = 1_000_000;

  /// Of the heap, one part in so many is for meters.
  private static final int SHARE = 6;

  /// How often it is looked whether what waits is to be counted.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Duration WRITE_EVERY = Duration.ofMinutes(5);

  /// Meters are forgotten that nothing was counted for so long; so long is history.
  private static final Duration KEPT = Duration.ofDays(28);

  /// Passages that are counted anew at a time.
  private static final int PIECE = 2_000;

  /// Passages that are counted anew at all, the latest: sources wait meanwhile, some seconds.
  private static final long MOST_ANEW = 300_000;

  private final MeterFile file;
  private final HostAddresses hosts;
  private final Directory directory;
  private final InstantSource steady;
  private final Consumer<Alarm> alarms;
  private final Meters meters = new Meters(MOST, Runtime.getRuntime().maxMemory() / SHARE);
  private volatile Countries countries;
  private Limits limits;
  private final Detector detector;
  private @Nullable Accounting books;
  private Instant written;
  private volatile boolean isStopping;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param folder of the server
  /// @param directory as it is now
  /// @param steady a clock that only runs forward
  /// @param alarms takes what rules see; it is not to fail
  public Measuring(
      Path folder,
      HostAddresses hosts,
      Directory directory,
      InstantSource steady,
      Limits limits,
      Countries countries,
      Consumer<Alarm> alarms) {
    this.file = new MeterFile(folder);
    this.hosts = hosts;
    this.directory = directory;
    this.steady = steady;
    this.alarms = alarms;
    this.limits = limits;
    this.countries = countries;
    this.detector = new Detector(limits.rules(), meters, directory::account);
    this.written = steady.instant();
  }

  /// What every sender's meter shows.
  public Meters meters() {
    return meters;
  }

  /// The time by which they count.
  public Instant now() {
    return steady.instant();
  }

  /// The rules and exemptions that are asked.
  public synchronized Limits limits() {
    return limits;
  }

  /// Asks other rules from now on, and heeds other exemptions and another table of countries.
  public synchronized void use(Limits wanted, Countries table) {
    limits = wanted;
    countries = table;
    detector.ask(wanted.rules());
  }

  /// Rules that hold raise their alarms once more.
  public synchronized void raiseAgain() {
    detector.raiseAgain();
  }

  /// Whether it has taken up what was counted before.
  synchronized boolean isReady() {
    return books != null;
  }

  /// Takes up what was counted before.
  ///
  /// @param lately how long ago another source may still tell of what is over
  /// @throws SQLException when the passages cannot be read; nothing is ready then
  synchronized void begin(
      PassageStore store, Duration lately, Function<Passage, Attribution> attributed)
      throws SQLException {
    long first = Math.min(read(), store.next()); // A new file of passages begins at 1.
    Accounting fresh = new Accounting(hosts, address -> countries.of(address), first);
    for (Passage passage : store.open(lately)) {
      if (passage.id() < first) {
        fresh.resume(passage, attributed.apply(passage));
      }
    }
    Instant since = steady.instant().minus(KEPT);
    long from = Math.max(first, store.next() - MOST_ANEW);
    List<Passage> piece = store.authored(from, since, PIECE);
    while (!piece.isEmpty()) {
      if (isStopping) {
        throw new SQLException("the server stops before all is counted that came before");
      }
      for (Passage each : piece) {
        again(fresh, each, attributed);
        from = Math.max(from, each.id() + 1);
      }
      piece = store.authored(from, since, PIECE);
    }
    books = fresh;
  }

  /// @return number of the first passage that is not counted in the file
  private long read() {
    try {
      return file.read(meters);
    } catch (IOException | RuntimeException e) {
      log.warn("meters begin anew, from what is kept of messages: {}", e.getMessage());
      return 1;
    }
  }

  /// It was known then, and nobody is told of it now.
  private void again(Accounting fresh, Passage passage, Function<Passage, Attribution> attributed) {
    Instant then = passage.since();
    fresh.take(new Passages.Changes(List.of(passage), List.of(), List.of()), attributed, then);
    fresh.counted(then.plus(Accounting.SETTLING)).forEach(counted -> meters.take(counted, then));
  }

  /// Counts what has changed, and asks the rules.
  synchronized void take(
      Passages.Changes changes,
      List<Observation.Deed> deeds,
      Function<Passage, Attribution> attributed) {
    if (books == null) {
      return;
    }
    Instant now = steady.instant();
    books.take(changes, attributed, now);
    for (Observation.Deed each : deeds) {
      books.did(each, directory);
    }
    count(books, now);
  }

  private void count(Accounting from, Instant now) {
    for (Metered counted : from.counted(now)) {
      meters.take(counted, now);
      detector.look(counted.nest(), now).stream()
          .filter(alarm -> isMeant(alarm, counted.nest()))
          .forEach(alarms);
    }
    if (written.plus(WRITE_EVERY).isBefore(now)) {
      write(now);
    }
  }

  /// Counts what has waited for its time, although nothing came since.
  synchronized void countWaiting() {
    if (books != null) {
      count(books, steady.instant());
    }
  }

  /// Counts what waits on a thread of its own, too: a burst may be the last that is seen for a
  /// while.
  public void start() {
    Thread.ofPlatform()
        .daemon()
        .name("weir-measuring")
        .start(() -> {
          try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
              countWaiting();
            }
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private boolean isMeant(Alarm alarm, Nest nest) {
    return limits.exemptions().stream()
        .noneMatch(it -> it.frees(alarm.rule(), alarm.reading().key(), nest, alarm.at()));
  }

  private void write(Instant now) {
    written = now;
    meters.settle(now);
    meters.forget(now.minus(KEPT));
    if (books != null) {
      try {
        file.write(meters, books.next());
      } catch (IOException e) {
        log.warn("meters are not written: {}", e.getMessage());
      }
    }
  }

  /// Has [#begin] end at once.
  void stop() {
    isStopping = true;
  }

  /// What waits is counted now, and all is written.
  @Override
  public synchronized void close() {
    closed.countDown();
    if (books != null) {
      Instant now = steady.instant();
      books.counted(Instant.MAX).forEach(counted -> meters.take(counted, now));
      write(now);
    }
  }
}
