package weir.rules;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import weir.verdict.Rule.Held;

/// How often a rule was asked since it was read, what came of it, and what it costs. A reload reads
/// every rule anew, so what was written differently is never mixed, and a name that is gone takes
/// no room.
///
/// Calls by all sessions at once.
public final class RuleCounts {
  /// One of so many calls is timed: looking at the clock twice costs as much as a small condition.
  static final int EVERY = 16;

  private final LongSupplier nanoTime;
  private final AtomicLong calls = new AtomicLong();
  private final LongAdder matches = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder timed = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  RuleCounts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Held counted(Supplier<Held> condition) {
    // Not the very first call: it loads classes.
    boolean measured = calls.getAndIncrement() % EVERY == 1;
    Held held = measured ? measured(condition) : condition.get();
    switch (held) {
      case Held.Yes() -> matches.increment();
      case Held.No() -> {}
      case Held.Unknown _ -> unknown.increment();
    }
    return held;
  }

  private Held measured(Supplier<Held> condition) {
    long began = nanoTime.getAsLong();
    Held held = condition.get();
    nanos.add(nanoTime.getAsLong() - began);
    timed.increment();
    return held;
  }

  /// Judgements that asked the rule.
  public long calls() {
    return calls.get();
  }

  public long matches() {
    return matches.sum();
  }

  public long unknown() {
    return unknown.sum();
  }

  /// Microseconds of a call on average, by those that were timed; 0 before one was.
  public double microseconds() {
    long count = timed.sum();
    return count == 0 ? 0 : nanos.sum() / 1_000.0 / count;
  }
}
