package weir.agent.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what the looks into a queue came to. Any thread may ask.
final class QueueTally {
  private static final int SAMPLES = 10;

  private final Deque<String> samples = new ArrayDeque<>();
  private @Nullable String trouble;
  private @Nullable Instant lookedAt;
  private long waiting;
  private long messages;
  private long unknown;
  private long known;

  synchronized void read() {
    messages++;
  }

  synchronized void unknown(String what) {
    messages++;
    unknown++;
    if (samples.size() == SAMPLES) {
      samples.removeFirst();
    }
    samples.addLast(what);
  }

  synchronized void looked(Instant now, long waitingNow, long knownNow) {
    lookedAt = now;
    trouble = null;
    waiting = waitingNow;
    known = knownNow;
  }

  synchronized void trouble(String why) {
    trouble = why;
  }

  synchronized QueueCoverage coverage(WatchedQueue queue, String reads) {
    return new QueueCoverage(
        queue.source(),
        queue.host(),
        reads,
        Optional.ofNullable(trouble),
        Optional.ofNullable(lookedAt),
        waiting,
        messages,
        unknown,
        List.copyOf(samples),
        known);
  }
}
