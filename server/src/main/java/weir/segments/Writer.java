package weir.segments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.journal.Entry;
import weir.log.Seldom;

/// The thread that writes the journal: every 250 ms all that waits, in one commit. A batch that
/// fails is tried again each second, as it is, until the disk takes it.
final class Writer implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Writer.class);
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int BATCH = 8_192;

  private final Backlog backlog;
  private final JournalStore store;
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> waiting =
      new ConcurrentLinkedQueue<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private volatile @Nullable String trouble;
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;

  private List<Entry> batch = List.of();
  private int batchTaken;
  private boolean defective;
  private long retryAt;
  private final Seldom complaint = Seldom.onceAMinute();
  private long entriesComplained;
  private long evidenceComplained;

  Writer(Backlog backlog, JournalStore store) {
    this.backlog = backlog;
    this.store = store;
  }

  /// Completes when all that was added before is written, or with the failure that prevents it.
  CompletableFuture<Void> flush() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.add(done);
    hurry();
    return done;
  }

  void hurry() {
    LockSupport.unpark(thread);
  }

  void stop() {
    stopping = true;
    hurry();
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  long failures() {
    return failures.get();
  }

  long written() {
    return written.get();
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    boolean last = false;
    while (!last) {
      last = stopping;
      if (!last && waiting.isEmpty()) {
        LockSupport.parkNanos(TURN_NANOS);
      }
      turn(last);
    }
    close();
  }

  private void turn(boolean last) {
    List<CompletableFuture<Void>> waiters = takeWaiting();
    if (trouble != null && !last && waiters.isEmpty() && System.nanoTime() - retryAt < 0) {
      complainOfLosses();
      return;
    }
    try {
      writeAll();
      recovered();
      waiters.forEach(each -> each.complete(null));
    } catch (IOException | RuntimeException e) {
      failures.incrementAndGet();
      trouble = e.toString();
      retryAt = System.nanoTime() + RETRY_NANOS;
      waiters.forEach(each -> each.completeExceptionally(e));
    }
    complainOfLosses();
  }

  private void writeAll() throws IOException {
    do {
      if (batch.isEmpty()) {
        prepareBatch();
      }
      if (!batch.isEmpty()) {
        int defects = store.write(batch);
        written.addAndGet(batch.size() - defects);
        backlog.written(batchTaken);
        batch = List.of();
        if (defects > 0) {
          defective = true;
          backlog.leftOut(defects, 0);
        }
      }
    } while (!backlog.isEmpty() || backlog.hasGap());
  }

  private void prepareBatch() {
    List<Entry> taken = backlog.take(BATCH);
    batchTaken = taken.size();
    backlog.gap(cause()).ifPresent(taken::add);
    defective = false;
    batch = taken;
  }

  private String cause() {
    String why = trouble;
    if (why != null) {
      return "cannot be written (" + why + ")";
    }
    return defective ? "an entry could not be encoded" : "more came than could be written";
  }

  private void recovered() {
    if (trouble != null) {
      trouble = null;
      complaint.over();
      log.info(
          "the journal is written again; lost since the start: {} entries, and {} pieces of evidence"
              + " of others",
          backlog.lostEntries(),
          backlog.lostEvidence());
    }
  }

  private void complainOfLosses() {
    long entries = backlog.lostEntries() - entriesComplained;
    long evidence = backlog.lostEvidence() - evidenceComplained;
    if (trouble != null || entries != 0 || evidence != 0) {
      complaint.say(_ -> complain(entries, evidence));
    }
  }

  private void complain(long entries, long evidence) {
    entriesComplained += entries;
    evidenceComplained += evidence;
    log.error(
        "journal: {}; {} entries and {} pieces of evidence of other entries left out since the last"
            + " such line, {} entries waiting; mail is not affected",
        trouble == null ? "entries had to be left out" : cause(),
        entries,
        evidence,
        backlog.depth());
  }

  private void close() {
    if (backlog.depth() > 0) {
      log.error("journal: {} entries could not be written before the end", backlog.depth());
    }
    try {
      store.close();
    } catch (IOException | RuntimeException e) {
      log.error("journal: not closed cleanly", e);
    }
    takeWaiting()
        .forEach(each -> each.completeExceptionally(new IOException("the journal is closed")));
  }

  private List<CompletableFuture<Void>> takeWaiting() {
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    for (var each = waiting.poll(); each != null; each = waiting.poll()) {
      taken.add(each);
    }
    return taken;
  }
}
