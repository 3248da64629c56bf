package weir.state;

import org.jspecify.annotations.Nullable;

/// A count over a sliding window, kept as two windows of the clock: the current one and the one
/// before it. Not thread-safe; its stripe's lock guards it.
final class Counter {

  /// Milliseconds.
  final long window;

  /// The next counter of the same key, with another window.
  @Nullable Counter next;

  private long start;
  private long current;
  private long previous;

  Counter(long window, long now, @Nullable Counter next) {
    this.window = window;
    this.next = next;
    this.start = beginning(now, window);
  }

  /// Takes up what was known of this counter before it was evicted.
  ///
  /// @param end when that knowledge ends: within one window from now it was gathered in the window
  ///   of the clock before this one, and fades with it
  void resume(long amount, long end) {
    if (end > start + window) {
      current = amount;
    } else {
      previous = amount;
    }
  }

  long add(long amount, long now) {
    roll(now);
    current = amount > Long.MAX_VALUE - current ? Long.MAX_VALUE : current + amount;
    return value(now);
  }

  long count(long now) {
    roll(now);
    return value(now);
  }

  /// The first millisecond at which the count is surely 0.
  long end() {
    return current > 0 ? start + 2 * window : start + window;
  }

  private void roll(long now) {
    long beginning = beginning(now, window);
    if (beginning > start) {
      previous = beginning - start == window ? current : 0;
      current = 0;
      start = beginning;
    } else if (start - beginning > window) {
      // The clock was set back: what was counted stays counted, from the new time on.
      start = beginning;
    }
  }

  private long value(long now) {
    if (previous == 0) {
      return current;
    }
    double covered = Math.clamp((double) (start + window - now) / window, 0.0, 1.0);
    long share = (long) (previous * covered);
    return share > Long.MAX_VALUE - current ? Long.MAX_VALUE : current + share;
  }

  private static long beginning(long now, long window) {
    return now - Math.floorMod(now, window);
  }
}
