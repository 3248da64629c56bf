package weir.held;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.disk.DiskThreads;
import weir.disk.NotCommitted;
import weir.mail.Content;

/// Keeps messages. Safe for use by many threads; all file work runs on a few platform threads of
/// its own.
///
/// **Two processes.** At a hand-over the new process keeps its own messages beside the old one, and
/// looks after what is left only when it is [#alone].
public final class HeldStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldStore.class);

  private final HeldFiles files;
  private final HeldIndex index;
  private final HeldSettings settings;
  private final InstantSource clock;
  private final DiskThreads threads;
  private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

  /// Pending rows that could not be taken out when their hand-over failed.
  private final Set<Key> undropped = ConcurrentHashMap.newKeySet();

  private final HeldTrouble trouble = new HeldTrouble();

  /// What stands in `without-index`; counted again with every [#expire], for operators empty it.
  private volatile HeldRoom aside = HeldRoom.NONE;

  private volatile boolean alone;
  private volatile Runnable whenReleased = () -> {};

  HeldStore(HeldFiles files, HeldIndex index, HeldSettings settings, InstantSource clock) {
    this.files = files;
    this.index = index;
    this.settings = settings;
    this.clock = clock;
    this.threads = new DiskThreads("held", settings.writers(), settings.waiting());
  }

  /// Opens the store in a folder, see [HeldFolder].
  ///
  /// @param nanos time that only passes, as of [System#nanoTime]
  /// @param beside another process still uses the folder, until [#alone]
  /// @throws IOException when the disk does not let us
  public static HeldStore open(
      Path folder, HeldSettings settings, InstantSource clock, LongSupplier nanos, boolean beside)
      throws IOException {
    HeldFolder opened = HeldFolder.open(folder, clock.instant(), nanos);
    HeldStore store = new HeldStore(opened.files(), opened.index(), settings, clock);
    store.aside = opened.files().aside();
    if (!beside) {
      store.alone();
    }
    return store;
  }

  /// No other process uses the folder (any more): what it left half done is put in order.
  public void alone() throws IOException {
    int dropped = index.dropForeign();
    if (dropped > 0) {
      log.info("{} held copies were dropped: their clients were never answered", dropped);
    }
    index.adopt();
    Leftovers.setAside(files, index, unfinished::contains);
    aside = files.aside();
    alone = true;
  }

  /// Another process is about to use the folder: it alone releases and deletes from now on.
  public void share() {
    alone = false;
  }

  boolean isAlone() {
    return alone;
  }

  HeldSettings settings() {
    return settings;
  }

  /// The bound in all that is reached, so that a client is told before it sends a message.
  public Optional<String> full() {
    try {
      Optional<String> limit = onDisk(() -> index.full(settings, aside));
      limit.ifPresent(reached -> trouble.full(reached, aside));
      return limit;
    } catch (IOException e) {
      return Optional.of(e.toString());
    }
  }

  /// Makes copies of a letter durable, all or none.
  ///
  /// @param pending whether a next hop has yet to answer; then [#settle] must follow
  /// @param clientStillThere asked once, just before the commit, from another thread
  public Keeping keep(
      Letter letter, List<Draft> drafts, boolean pending, BooleanSupplier clientStillThere) {
    KeepingTask task =
        new KeepingTask(
            files,
            index,
            settings,
            unfinished,
            letter,
            drafts,
            pending,
            clientStillThere,
            () -> aside);
    Keeping result = run(task);
    if (result instanceof Keeping.Durable) {
      trouble.over();
    }
    return trouble.noted(result, aside);
  }

  private Keeping run(KeepingTask task) {
    try {
      return threads.commit(task::keep, settings.writeTimeout());
    } catch (RejectedExecutionException _) {
      return new Keeping.Full("held.waiting");
    } catch (NotCommitted e) {
      return new Keeping.Failed(e.getMessage());
    }
  }

  /// The next hop has answered: pending rows stay, or go.
  ///
  /// @param taken whether the hop has its copy
  /// @return what is asked about where it is as asked; otherwise why not: nobody may be told 250,
  ///   and the rows go as soon as the disk lets them
  public Keeping settle(Keeping.Durable kept, boolean taken) {
    Keeping settled = kept;
    try {
      if (taken) {
        onDisk(() -> {
          index.confirm(kept.rows(), clock.instant());
          return kept;
        });
        whenReleased.run();
        return kept;
      }
    } catch (IOException e) {
      settled = trouble.noted(Keeping.notDone("a held copy could not be confirmed", e), aside);
    }
    undropped.addAll(kept.rows());
    try {
      onDisk(() -> {
        dropUndropped();
        return kept;
      });
      return settled;
    } catch (IOException e) {
      return trouble.noted(Keeping.notDone("a held copy could not be dropped", e), aside);
    }
  }

  private void dropUndropped() throws IOException {
    for (Key key : List.copyOf(undropped)) {
      Optional<HeldMessage> row = index.get(key);
      index.drop(List.of(key));
      undropped.remove(key);
      if (row.isPresent()) {
        deleteUnneeded(row.get().file());
      }
    }
  }

  private void deleteUnneeded(String file) throws IOException {
    if (!index.needs(file)) {
      files.delete(file);
    }
  }

  /// @throws IOException when the index cannot be read
  public List<HeldMessage> find(HeldQuery query) throws IOException {
    return onDisk(() -> index.find(query));
  }

  /// The copies that an operator names, whatever their state.
  public List<HeldMessage> named(Key.Named name) throws IOException {
    return find(HeldQuery.of(name.id())).stream()
        .filter(row -> name.copy().map(copy -> copy == row.key().copy()).orElse(true))
        .sorted((a, b) -> Integer.compare(a.key().copy(), b.key().copy()))
        .toList();
  }

  /// The octets of a message that is here.
  public Content content(HeldMessage message) throws IOException {
    return onDisk(() -> files.content(message.file()));
  }

  /// Begins to hand a held message on; [Releaser] does the rest.
  ///
  /// @return whether it was held until now
  public boolean release(HeldMessage message, String by) throws IOException {
    Instant now = clock.instant();
    HeldMessage next = message.as(HeldState.RELEASING, now, now, "released by " + by);
    boolean begun = onDisk(() -> index.change(next, HeldState.HELD));
    whenReleased.run();
    return begun;
  }

  /// Is run when there may be something to hand on.
  void whenReleased(Runnable wake) {
    whenReleased = wake;
  }

  /// Ends a message that is held or waits for another attempt: its octets go, its record stays.
  ///
  /// @return whether it was one
  public boolean end(HeldMessage message, String why) throws IOException {
    HeldMessage next = message.as(HeldState.EXPIRED, clock.instant(), Instant.EPOCH, why);
    return message.state().isHere()
        && message.state() != HeldState.PENDING
        && move(next, message.state());
  }

  /// Writes a row in another state; octets that nobody needs any more go.
  boolean move(HeldMessage next, HeldState from) throws IOException {
    return onDisk(() -> {
      boolean moved = index.change(next, from);
      if (moved && !next.state().isHere()) {
        deleteUnneeded(next.file());
      }
      return moved;
    });
  }

  void split(HeldMessage row, List<HeldMessage> parts) throws IOException {
    onDisk(() -> {
      index.split(row, parts);
      return row;
    });
  }

  List<HeldMessage> due(int limit) throws IOException {
    return onDisk(() -> index.due(clock.instant(), limit));
  }

  /// Ends what is too old, and forgets what is gone for long, by [HeldAge].
  ///
  /// @return what was ended
  List<HeldMessage> expire(int limit) throws IOException {
    List<HeldMessage> ended = new ArrayList<>();
    for (HeldMessage old : onDisk(() -> index.older(settings.keep(), limit))) {
      String last = old.said().isEmpty() ? "" : "; before that: " + old.said();
      if (end(old, "kept for " + settings.keep().toDays() + " days" + last)) {
        ended.add(old);
      }
    }
    onDisk(() -> {
      index.forget(settings.remember(), settings.records());
      dropUndropped();
      aside = files.aside();
      return ended;
    });
    return ended;
  }

  public HeldCounts counts() throws IOException {
    return onDisk(() -> index.counts(aside));
  }

  /// Messages that the disk did not take since the start.
  public long failures() {
    return trouble.failures();
  }

  /// Why the last message could not be kept; empty when it could.
  public Optional<String> trouble() {
    return trouble.now();
  }

  private <T> T onDisk(Callable<T> work) throws IOException {
    return threads.run(work);
  }

  @Override
  public void close() throws IOException {
    threads.close();
    index.close();
  }
}
