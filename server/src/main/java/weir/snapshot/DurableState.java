package weir.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final StateLog file;
  private final Keeper keeper;
  private final Thread thread;

  /// Keeps the order of changes in memory and in the file the same.
  private final ReentrantLock order = new ReentrantLock();

  DurableState(
      MemoryState memory,
      Map<String, Table> tables,
      StateLog file,
      InstantSource clock,
      long compactFrom) {
    this.memory = memory;
    this.tables = tables;
    this.file = file;
    this.keeper = new Keeper(file, this::everything, clock, compactFrom);
    this.thread = Thread.ofPlatform().name("weir-state").daemon().unstarted(keeper);
  }

  /// Reads what was kept and starts the writing thread.
  ///
  /// @param folder made if absent; holds `state.log` and its companions
  /// @param durable all durable tables of the program; entries of others in the file are dropped
  /// @throws IOException when the folder or file cannot be read or made
  public static DurableState open(Path folder, List<Table> durable, InstantSource clock)
      throws IOException {
    Map<String, Table> tables = byName(durable);
    MemoryState memory = new MemoryState();
    Instant now = clock.instant();
    StateFile file = StateFile.open(folder, change -> apply(change, memory, tables, now));
    DurableState state = new DurableState(memory, tables, file, clock, COMPACT_FROM);
    state.start();
    return state;
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

  void start() {
    thread.start();
  }

  @Override
  public Optional<Entry> get(Table table, String key, Instant now) {
    return memory.get(table, key, now);
  }

  @Override
  public void put(Table table, String key, String value, Instant now, Instant until) {
    if (!table.durable()) {
      memory.put(table, key, value, now, until);
      return;
    }
    checkKnown(table);
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
    if (!table.durable()) {
      memory.remove(table, key);
      return;
    }
    checkKnown(table);
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
    try {
      keeper.sync().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("state was not written: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("state was not written within " + atMost, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while state was written", e);
    }
  }

  /// The memory behind it, for sizes and evictions.
  public MemoryState memory() {
    return memory;
  }

  /// Why durable tables are not being written now; empty when they are.
  public Optional<String> trouble() {
    return keeper.trouble();
  }

  /// Failed writes since the start.
  public long failures() {
    return keeper.failures();
  }

  /// Times the file was rewritten from memory since the start.
  public long compactions() {
    return keeper.compactions();
  }

  /// Writes what is left and stops. Waits ten seconds at most: a dead disk does not stop an exit.
  @Override
  public void close() throws IOException {
    keeper.stop();
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }

  private Iterator<Change> everything(Instant now) {
    return tables.values().stream()
        .flatMap(table ->
            memory.list(table, now).stream()
                .<Change>map(entry -> new Change.Put(table.name(), entry)))
        .iterator();
  }

  private void checkKnown(Table table) {
    if (!table.equals(tables.get(table.name()))) {
      throw new IllegalArgumentException(table + " was not named as durable at the start");
    }
  }
}
