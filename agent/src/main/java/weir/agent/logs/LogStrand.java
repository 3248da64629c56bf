package weir.agent.logs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.observation.Observation;

/// One of several logs that are read together. One thread reads it, a little ahead of the other,
/// which asks what comes next.
final class LogStrand {
  /// Observations that are handed over at once.
  private static final int SHARE = 1_000;

  /// Shares that wait.
  private static final int AHEAD = 2;

  private final LogHistory history;
  private final List<Path> files;
  private final BlockingQueue<Share> ready = new ArrayBlockingQueue<>(AHEAD);
  private List<Observation> filling = new ArrayList<>();
  private List<Observation> taken = List.of();
  private int at;
  private boolean isOver;

  /// @param isLast whether nothing comes behind it
  /// @param defect of ours that ended the reading
  private record Share(List<Observation> seen, boolean isLast, @Nullable Throwable defect) {}

  LogStrand(LogHistory history, List<Path> files) {
    this.history = history;
    this.files = files;
  }

  /// Reads all of it in this thread.
  void tellAll(Instant since, Consumer<Observation> taker) {
    files.forEach(file -> history.read(file, since, taker));
  }

  /// Reads all of it, for [#next].
  void read(Instant since) {
    try {
      Throwable defect = defect(since);
      hand(new Share(filling, true, defect));
    } catch (CancellationException e) {
      // Nobody asks any more.
    }
  }

  private @Nullable Throwable defect(Instant since) {
    try {
      tellAll(since, this::tell);
      return null;
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  private void tell(Observation seen) {
    filling.add(seen);
    if (filling.size() == SHARE) {
      hand(new Share(filling, false, null));
      filling = new ArrayList<>();
    }
  }

  private void hand(Share share) {
    try {
      ready.put(share);
    } catch (InterruptedException e) {
      throw new CancellationException("nobody asks any more");
    }
  }

  /// Goes on to the next observation, and waits for it.
  ///
  /// @return whether there is one
  boolean moveOn() {
    at++;
    while (at >= taken.size()) {
      if (isOver) {
        return false;
      }
      Share share = take();
      if (share.defect() != null) {
        throw new IllegalStateException(share.defect());
      }
      taken = share.seen();
      isOver = share.isLast();
      at = 0;
    }
    return true;
  }

  private Share take() {
    try {
      return ready.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the reading of logs was broken off");
    }
  }

  /// The observation that it has come to.
  Observation next() {
    return taken.get(at);
  }
}
