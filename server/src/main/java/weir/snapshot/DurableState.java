package weir.snapshot;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import weir.state.MemoryState;
import weir.state.State;
import weir.state.Table;

/// State in memory whose durable tables survive a restart.
///
/// An entry put into a durable table is on the disk within a second or so; whoever needs it there
/// before answering calls [#sync]. No other method waits for the disk.
public final class DurableState implements State, AutoCloseable {

  private static final long COMPACT_FROM = 4L << 20;
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final MemoryState memory;
  private final Map<String, Table> tables;
  private final Keeper keeper;
  private final InstantSource clock;
  private final Thread thread;

  /// Keeps the order of changes in memory and in the file the same.
  private final ReentrantLock order = new ReentrantLock();

  private volatile boolean lent;

  DurableState(
      MemoryState memory,
      Map<String, Table> tables,
      StateLog file,
      InstantSource clock,
      long compactFrom) {
    this.memory = memory;
    this.tables = tables;
    this.clock = clock;
    this.keeper = new Keeper(file, this::everything, clock, compactFrom);
    this.thread = Thread.ofPlatform().name("weir-state").daemon().unstarted(keeper);
  }

  /// A state for which [#read] and [#start] are still to be called, since another process has the
  /// file until then.
  public static DurableState unread(List<Table> durable, InstantSource clock) {
    PassedOn nowhere = new PassedOn(OutputStream.nullOutputStream());
    return new DurableState(new MemoryState(), byName(durable), nowhere, clock, COMPACT_FROM);
  }

  /// Reads what was kept. Changes from here on wait for [#start] to be written.
  public void read(Path folder) throws IOException {
    Instant now = clock.instant();
    keeper.begin(StateFile.open(folder, change -> apply(change, memory, tables, now)));
  }

  /// Writes everything, closes the file so that another process may have it, and sends later
  /// changes to the stream. Entries of the tables that are not durable go along: a hand-over is no
  /// crash. Counters do not.
  ///
  /// @throws IOException when that is not done in time; the file may still be ours, so [#takeBack]
  ///   is to be called
  public void lend(OutputStream changes, Duration atMost) throws IOException {
    lent = true;
    await(keeper.moveOn(() -> new PassedOn(changes)), atMost);
  }

  /// Has the file again, and writes it anew, after the other process has failed.
  ///
  /// @throws IOException when it cannot be opened; then nothing is kept any more
  public void takeBack(Path folder, Duration atMost) throws IOException {
    lent = false;
    await(keeper.moveBack(() -> StateFile.open(folder, _ -> {})), atMost);
  }

  /// Makes the changes that the process before us sends, until it has ended.
  ///
  /// @throws IOException when it ended in the middle of one; those before are made
  public void follow(InputStream changes) throws IOException {
    DataInputStream in = new DataInputStream(changes);
    Optional<Change> change = ChangeCodec.read(in);
    while (change.isPresent()) {
      Table table = tables.get(change.get().table());
      if (table != null) {
        follow(table, change.get());
      }
      change = ChangeCodec.read(in);
    }
  }

  private void follow(Table table, Change change) {
    switch (change) {
      case Change.Put(var _, Entry entry) ->
          put(table, entry.key(), entry.value(), entry.since(), entry.until());
      case Change.Removed(var _, var key) -> remove(table, key);
    }
  }

  static Map<String, Table> byName(List<Table> durable) {
    Map<String, Table> tables = new HashMap<>();
    durable.forEach(table -> tables.put(table.name(), table));
    return Map.copyOf(tables);
  }

  private static void apply(
      Change change, MemoryState memory, Map<String, Table> tables, Instant now) {
    Table table = tables.get(change.table());
    if (table == null) {
      return;
    }
    switch (change) {
      case Change.Put(String name, Entry entry) -> {
        if (entry.until().isAfter(now)) {
          memory.put(table, entry.key(), entry.value(), entry.since(), entry.until());
        } else {
          memory.remove(table, entry.key());
        }
      }
      case Change.Removed(String name, String key) -> memory.remove(table, key);
    }
  }

  /// Starts the writing thread: the file is ours from here on.
  public void start() {
    thread.start();
  }

  @Override
  public Optional<Entry> get(Table table, String key, Instant now) {
    return memory.get(table, key, now);
  }

  @Override
  public void put(Table table, String key, String value, Instant now, Instant until) {
    if (!isWritten(table)) {
      memory.put(table, key, value, now, until);
      return;
    }
    order.lock();
    try {
      memory.put(table, key, value, now, until);
      keeper.add(
          until.isAfter(now)
              ? new Change.Put(table.name(), new Entry(key, value, now, until))
              : new Change.Removed(table.name(), key));
    } finally {
      order.unlock();
    }
  }

  @Override
  public void remove(Table table, String key) {
    if (!isWritten(table)) {
      memory.remove(table, key);
      return;
    }
    order.lock();
    try {
      memory.remove(table, key);
      keeper.add(new Change.Removed(table.name(), key));
    } finally {
      order.unlock();
    }
  }

  @Override
  public long count(Table table, String key, Instant now, Duration window) {
    return memory.count(table, key, now, window);
  }

  @Override
  public long add(Table table, String key, long amount, Instant now, Duration window) {
    return memory.add(table, key, amount, now, window);
  }

  @Override
  public List<Entry> list(Table table, Instant now) {
    return memory.list(table, now);
  }

  /// Returns when every change made before is on the disk.
  ///
  /// @throws IOException when it is not there in time, with the disk's reason where that is known;
  ///   the change stands in memory all the same
  public void sync(Duration atMost) throws IOException {
    await(keeper.sync(), atMost);
  }

  private static void await(CompletableFuture<Void> done, Duration atMost) throws IOException {
    try {
      done.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("state was not written: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("state was not written within " + atMost, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while state was written", e);
    }
  }

  /// Why durable tables are not being written now; empty when they are.
  public Optional<String> trouble() {
    return keeper.trouble();
  }

  /// Failed writes since the start.
  public long failures() {
    return keeper.failures();
  }

  /// Writes what is left and stops. Waits ten seconds at most: a dead disk does not stop an exit.
  @Override
  public void close() throws IOException {
    keeper.stop();
    try {
      if (thread.isAlive()) {
        thread.join(CLOSE_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeper.file().close();
  }

  private Iterator<Change> everything(Instant now) {
    return tables.values().stream()
        .flatMap(table ->
            memory.list(table, now).stream()
                .<Change>map(entry -> new Change.Put(table.name(), entry)))
        .iterator();
  }

  private boolean isWritten(Table table) {
    boolean known = table.equals(tables.get(table.name()));
    if (table.durable() && !known) {
      throw new IllegalArgumentException(table + " was not named as durable at the start");
    }
    return table.durable() || (known && lent);
  }
}
