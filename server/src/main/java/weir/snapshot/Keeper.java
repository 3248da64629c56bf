package weir.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.log.Seldom;

/// The one thread that writes durable tables.
///
/// After any failure, and after its queue was full, the file is behind memory; from then on changes
/// are not queued one by one, and each second it tries to write everything anew from memory.
final class Keeper implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Keeper.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int QUEUE = 16_384;
  private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);

  private StateLog file;
  private final Function<Instant, Iterator<Change>> everything;
  private final InstantSource clock;
  private final long compactFrom;

  private final ArrayBlockingQueue<Optional<Change>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> waiting =
      new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Move> moving = new AtomicReference<>();
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable String trouble;
  private volatile boolean behind;
  private volatile boolean stopping;

  private long sizeAfterCompaction;
  private boolean unsynced;
  private long lastSync = System.nanoTime();
  private final Seldom complaint = Seldom.onceAMinute();
  // System.nanoTime: a clock that is set back must not keep a disk from being tried.
  private long retryFrom = System.nanoTime();

  /// @param everything all live entries of the durable tables at an instant
  /// @param compactFrom bytes below which the file is never rewritten
  Keeper(
      StateLog file,
      Function<Instant, Iterator<Change>> everything,
      InstantSource clock,
      long compactFrom) {
    this.file = file;
    this.everything = everything;
    this.clock = clock;
    this.compactFrom = compactFrom;
  }

  /// Never blocks.
  void add(Change change) {
    if (!queue.offer(Optional.of(change))) {
      behind = true;
    }
  }

  /// Completes when all that was added before is on the disk, or with the failure that prevents it.
  CompletableFuture<Void> sync() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.add(done);
    wake();
    return done;
  }

  /// How a log is opened that comes in another's place.
  interface Opening {
    StateLog open() throws IOException;
  }

  private record Move(Opening next, boolean behind, CompletableFuture<Void> done) {}

  /// Writes to another log from now on. Completes when the one before holds everything, synced, and
  /// is closed; or with a failure, and then nothing has changed.
  CompletableFuture<Void> moveOn(Opening next) {
    return move(new Move(next, false, new CompletableFuture<>()));
  }

  /// Leaves a log that others read for one that then gets everything anew.
  CompletableFuture<Void> moveBack(Opening next) {
    return move(new Move(next, true, new CompletableFuture<>()));
  }

  private CompletableFuture<Void> move(Move move) {
    moving.set(move);
    wake();
    return move.done();
  }

  /// The log, for before the thread has started and after it has ended.
  StateLog file() {
    return file;
  }

  /// Before the thread has started.
  void begin(StateLog log) {
    file = log;
  }

  void stop() {
    stopping = true;
    wake();
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  long failures() {
    return failures.get();
  }

  private void wake() {
    // An empty element only wakes the thread; when the queue is full it is awake.
    var _ = queue.offer(Optional.empty());
  }

  @Override
  public void run() {
    boolean last = false;
    while (!last) {
      last = stopping;
      round(last);
    }
    List<CompletableFuture<Void>> late = takeWaiting();
    late.forEach(each -> each.completeExceptionally(new IOException("the state is closed")));
    Move move = moving.getAndSet(null);
    if (move != null) {
      move.done().completeExceptionally(new IOException("the state is closed"));
    }
  }

  private void round(boolean last) {
    Optional<Change> first = first(last);
    // Taken before the queue is emptied: whoever waits has added before.
    List<CompletableFuture<Void>> waiters = takeWaiting();
    List<Optional<Change>> batch = new ArrayList<>();
    batch.add(first);
    queue.drainTo(batch);
    try {
      keep(batch, last || !waiters.isEmpty());
      waiters.forEach(each -> each.complete(null));
    } catch (IOException | RuntimeException e) {
      behind = true;
      retryFrom = System.nanoTime() + RETRY_AFTER.toNanos();
      complain(e);
      waiters.forEach(each -> each.completeExceptionally(e));
    }
    Move move = moving.getAndSet(null);
    if (move != null) {
      carryOut(move);
    }
  }

  private void carryOut(Move move) {
    try {
      if (!move.behind()) {
        // Also what is not kept for a crash: see DurableState.
        compact();
      }
      StateLog next = move.next().open();
      file.close();
      file = next;
      if (move.behind()) {
        behind = true;
      }
      sizeAfterCompaction = next.size();
      retryFrom = System.nanoTime();
      move.done().complete(null);
    } catch (IOException | RuntimeException e) {
      behind = true;
      move.done().completeExceptionally(e);
    }
  }

  /// Waits a second at most; empty when there was nothing, or when somebody only woke the thread.
  private Optional<Change> first(boolean last) {
    try {
      return Objects.requireNonNullElse(
          last ? queue.poll() : queue.poll(1, TimeUnit.SECONDS), Optional.<Change>empty());
    } catch (InterruptedException e) {
      stopping = true;
      return Optional.empty();
    }
  }

  private void keep(List<Optional<Change>> batch, boolean syncNow) throws IOException {
    if (behind) {
      // A sick disk is not asked for every change of a busy server, only for those who wait.
      if (syncNow || System.nanoTime() - retryFrom >= 0) {
        compact();
      }
      return;
    }
    if (file.size() > Math.max(compactFrom, 4 * sizeAfterCompaction)) {
      compact();
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    batch.forEach(each -> each.ifPresent(c -> bytes.writeBytes(ChangeCodec.encode(c))));
    if (bytes.size() > 0) {
      unsynced = true;
      file.append(bytes.toByteArray());
    }
    if (unsynced && (syncNow || System.nanoTime() - lastSync >= SYNC_NANOS)) {
      file.force();
      lastSync = System.nanoTime();
      unsynced = false;
    }
  }

  /// Everything queued so far is in memory already, so writing memory covers it. Cleared before the
  /// first entry is read: a change that does not fit the queue from here on asks for another round.
  private void compact() throws IOException {
    behind = false;
    file.replace(everything.apply(clock.instant()));
    sizeAfterCompaction = file.size();
    unsynced = false;
    if (trouble != null) {
      log.info("durable state is written again");
      trouble = null;
      complaint.over();
    }
  }

  private void complain(Exception e) {
    failures.incrementAndGet();
    trouble = e.toString();
    complaint.say(_ ->
        log.error(
            "durable state cannot be written ({}); leases and greylisting go on in memory, and what"
                + " changes now would not survive a restart",
            e.toString()));
  }

  private List<CompletableFuture<Void>> takeWaiting() {
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    for (var each = waiting.poll(); each != null; each = waiting.poll()) {
      taken.add(each);
    }
    return taken;
  }
}
