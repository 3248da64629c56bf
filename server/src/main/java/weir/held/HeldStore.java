package weir.held;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.mail.Content;

/// Keeps messages. Safe for use by many threads; all file work runs on a few platform threads of
/// its own.
///
/// **Two processes.** At a hand-over the new process keeps its own messages beside the old one, and
/// looks after what is left only when it is [#alone].
public final class HeldStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldStore.class);
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);

  private final HeldFiles files;
  private final HeldIndex index;
  private final HeldSettings settings;
  private final InstantSource clock;
  private final ThreadPoolExecutor writers;
  private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

  /// Pending rows that could not be taken out when their hand-over failed.
  private final Set<Key> undropped = ConcurrentHashMap.newKeySet();

  private final LongAdder failures = new LongAdder();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean alone;
  private volatile Runnable whenReleased = () -> {};

  HeldStore(HeldFiles files, HeldIndex index, HeldSettings settings, InstantSource clock) {
    this.files = files;
    this.index = index;
    this.settings = settings;
    this.clock = clock;
    this.writers =
        new ThreadPoolExecutor(
            settings.writers(),
            settings.writers(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.waiting()),
            Thread.ofPlatform().name("held-", 1).daemon().factory());
    writers.allowCoreThreadTimeOut(true);
  }

  /// Opens the store in a folder, which is made where it is missing. An index that is damaged is
  /// set aside, with the messages that it knew; nothing of them is deleted.
  ///
  /// @param beside another process still uses the folder, until [#alone]
  /// @throws IOException when the disk does not let us
  public static HeldStore open(
      Path folder, HeldSettings settings, InstantSource clock, boolean beside) throws IOException {
    HeldFiles files = new DiskHeldFiles(folder.resolve("messages"));
    Path file = folder.resolve("index.db");
    String owner = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    boolean fresh = Files.notExists(file);
    HeldIndex index;
    try {
      index = SqliteHeldIndex.open(file, owner);
    } catch (SqliteHeldIndex.Damaged e) {
      String aside = ".damaged-" + clock.instant().toEpochMilli();
      log.error("the index of held messages is set aside as {}{}: {}", file, aside, e.getMessage());
      // What SQLite keeps beside a file must not come to another one of its name.
      for (String part : List.of("", "-wal", "-shm")) {
        Path each = folder.resolve("index.db" + part);
        if (Files.exists(each)) {
          Files.move(each, folder.resolve("index.db" + part + aside));
        }
      }
      fresh = true;
      index = SqliteHeldIndex.open(file, owner);
    }
    HeldStore store = new HeldStore(files, index, settings, clock);
    if (fresh) {
      store.setAside();
    }
    if (!beside) {
      store.alone();
    }
    return store;
  }

  /// Without an index nobody knows whose these messages are, but they were acknowledged.
  private void setAside() throws IOException {
    List<String> names = files.names();
    if (!names.isEmpty()) {
      log.error(
          "{} held messages have no index; they are kept in {}",
          names.size(),
          files.setAside(names));
    }
  }

  /// No other process uses the folder (any more): what it left half done is put in order.
  public void alone() throws IOException {
    int dropped = index.dropForeign();
    if (dropped > 0) {
      log.info("{} held copies were dropped: their clients were never answered", dropped);
    }
    Set<String> needed = index.files();
    Set<String> there = Set.copyOf(files.names());
    for (String name : there) {
      // Asked again: it may have got its row in between.
      if (!needed.contains(name) && !unfinished.contains(name) && !index.needs(name)) {
        files.delete(name);
      }
    }
    List<String> missing = needed.stream().filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      log.error("files of held messages are missing: {}", missing);
    }
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
      return onDisk(() -> index.full(settings));
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
            files, index, settings, unfinished, letter, drafts, pending, clientStillThere);
    FutureTask<Keeping> work = new FutureTask<>(task::keep);
    try {
      writers.execute(work);
    } catch (RejectedExecutionException e) {
      return new Keeping.Full("held.waiting");
    }
    Keeping result = await(work, task);
    switch (result) {
      case Keeping.Durable _ -> trouble = Optional.empty();
      case Keeping.Failed(var cause) -> failed(cause);
      case Keeping.Full(var limit) -> trouble = Optional.of("full: " + limit);
      case Keeping.ClientGone() -> {}
    }
    return result;
  }

  private void failed(String cause) {
    failures.increment();
    trouble = Optional.of(cause);
    log.warn("{}", cause);
  }

  /// Waits for the disk. A commit that has begun is always awaited to its end.
  private Keeping await(FutureTask<Keeping> work, KeepingTask task) {
    boolean patient = false;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return patient
              ? work.get()
              : work.get(settings.writeTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (task.cancel()) {
            return new Keeping.Failed("the disk took longer than " + settings.writeTimeout());
          }
          patient = true;
        } catch (InterruptedException e) {
          interrupted = true;
          if (task.cancel()) {
            return new Keeping.Failed("interrupted before the message was written");
          }
          patient = true;
        } catch (ExecutionException e) {
          return new Keeping.Failed("writing failed: " + e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The next hop has answered: pending rows stay, or go.
  ///
  /// @param taken whether the hop has its copy
  /// @return whether it is as asked; otherwise nobody may be told 250, and the rows go as soon as
  ///   the disk lets them
  public boolean settle(Keeping.Durable kept, boolean taken) {
    try {
      if (taken) {
        onDisk(() -> {
          index.confirm(kept.rows(), clock.instant());
          return kept;
        });
        whenReleased.run();
        return true;
      }
    } catch (IOException e) {
      failed("a held copy could not be confirmed: " + e);
    }
    undropped.addAll(kept.rows());
    try {
      onDisk(() -> {
        dropUndropped();
        return kept;
      });
      return !taken;
    } catch (IOException e) {
      failed("a held copy could not be dropped: " + e);
      return false;
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

  /// Ends what is too old, and forgets what is gone for long.
  ///
  /// @return what was ended
  List<HeldMessage> expire(int limit) throws IOException {
    Instant now = clock.instant();
    List<HeldMessage> ended = new ArrayList<>();
    for (HeldMessage old : onDisk(() -> index.older(now.minus(settings.keep()), limit))) {
      String last = old.said().isEmpty() ? "" : "; before that: " + old.said();
      if (end(old, "kept for " + settings.keep().toDays() + " days" + last)) {
        ended.add(old);
      }
    }
    onDisk(() -> {
      index.forget(now.minus(settings.remember()), settings.records());
      dropUndropped();
      return now;
    });
    return ended;
  }

  public HeldCounts counts() throws IOException {
    return onDisk(index::counts);
  }

  /// Messages that the disk did not take since the start.
  public long failures() {
    return failures.sum();
  }

  /// Why the last message could not be kept; empty when it could.
  public Optional<String> trouble() {
    return trouble;
  }

  /// A virtual thread that waits for a disk holds its carrier, so it waits for a platform thread.
  private <T> T onDisk(Callable<T> work) throws IOException {
    try {
      return writers.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw new IOException("more wait for the disk than may wait", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the disk worked", e);
    }
  }

  @Override
  public void close() throws IOException {
    writers.shutdown();
    try {
      if (!writers.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("held messages were still being written when the store was closed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    index.close();
  }
}
