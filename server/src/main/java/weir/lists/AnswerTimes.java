package weir.lists;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// How long answers took: their mean, and a bound that 95 of 100 keep. Threads may share it.
final class AnswerTimes {
  /// Each bucket ends a quarter above the one before, from 0.1 ms to more than a minute: a bound is
  /// at most that much too high.
  private static final double STEP = 1.25;

  private static final double FIRST_NANOS = 100_000;
  private static final int BUCKETS = 64;
  private static final double SHARE = 0.95;

  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void add(long took) {
    double steps = Math.log(Math.max((double) took, FIRST_NANOS) / FIRST_NANOS) / Math.log(STEP);
    buckets.incrementAndGet(Math.min((int) Math.ceil(steps), BUCKETS - 1));
    count.increment();
    nanos.add(took);
  }

  Duration mean() {
    long all = count.sum();
    return Duration.ofNanos(all == 0 ? 0 : nanos.sum() / all);
  }

  /// Zero where nothing was added.
  Duration p95() {
    long all = 0;
    for (int i = 0; i < BUCKETS; i++) {
      all += buckets.get(i);
    }
    long below = 0;
    for (int i = 0; i < BUCKETS && all > 0; i++) {
      below += buckets.get(i);
      if ((double) below >= (double) all * SHARE) {
        return Duration.ofNanos((long) (FIRST_NANOS * Math.pow(STEP, i)));
      }
    }
    return Duration.ZERO;
  }
}
