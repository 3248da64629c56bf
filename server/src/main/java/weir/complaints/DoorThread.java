package weir.complaints;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Visits a door again and again, on a thread of its own, until it is closed.
final class DoorThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DoorThread.class);

  /// A look may take so long, beyond the interval between two.
  static final Duration OVERDUE = Duration.ofMinutes(15);

  /// Until a visit that was ended is over.
  static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Door door;
  private final DoorLog state;
  private final Path folder;
  private final Owners owners;
  private final InstantSource clock;
  private final Backoff backoff;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /// @param folder of the server
  DoorThread(
      Door door,
      DoorLog state,
      Path folder,
      Owners owners,
      InstantSource clock,
      RandomGenerator chance) {
    this(door, state, folder, owners, clock, new Backoff(chance));
  }

  DoorThread(
      Door door, DoorLog state, Path folder, Owners owners, InstantSource clock, Backoff backoff) {
    this.door = door;
    this.state = state;
    this.folder = folder;
    this.owners = owners;
    this.clock = clock;
    this.backoff = backoff;
    this.thread =
        Thread.ofPlatform().daemon().name("weir-complaints-" + state.name()).start(this::run);
  }

  Door door() {
    return door;
  }

  DoorLog state() {
    return state;
  }

  private void run() {
    try {
      Duration wait = Duration.ZERO;
      while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = visit();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how long to wait for the next one
  private Duration visit() throws InterruptedException {
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      door.visit(new Intake(store, owners, clock), state);
      backoff.reset();
      return door.every();
    } catch (LoginRefused e) {
      return failed(said(e), Backoff.LONGEST);
    } catch (SQLException e) {
      return failed("what it has cannot be kept: " + e.getMessage(), Duration.ZERO);
    } catch (IOException e) {
      return failed(said(e), Duration.ZERO);
    } catch (RuntimeException | Error e) {
      log.error("complaints from {}: a defect", state.name(), e);
      return failed("a defect of ours: " + e, Duration.ZERO);
    }
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private Duration failed(String why, Duration least) throws InterruptedException {
    if (closing.await(0, TimeUnit.MILLISECONDS)) {
      return Duration.ZERO;
    }
    if (state.now().failing().isEmpty()) {
      backoff.reset();
    }
    state.failed(why);
    Duration next = backoff.next();
    return next.compareTo(least) > 0 ? next : least;
  }

  /// Since when nothing comes of it, where that is longer than [#OVERDUE] beyond its interval:
  /// neither does a visit end, nor does one fail.
  Optional<Instant> hangs() {
    Instant last = state.lastSign();
    Instant late = clock.instant().minus(door.every()).minus(OVERDUE);
    return Optional.of(last).filter(_ -> last.isBefore(late) && !door.isToldOfNews());
  }

  @Override
  public void close() throws InterruptedException {
    close(List.of(this), CLOSE_WAIT);
  }

  /// Ends all at once.
  ///
  /// @param wait for all of them together
  static void close(List<DoorThread> all, Duration wait) throws InterruptedException {
    long begun = System.nanoTime();
    for (DoorThread each : all) {
      each.closing.countDown();
      each.door.abort();
    }
    for (DoorThread each : all) {
      each.thread.join(wait.minusNanos(System.nanoTime() - begun));
    }
  }
}
