package weir.state;

import org.jspecify.annotations.Nullable;

/// All that is remembered under one key of a table. Not thread-safe; its stripe's lock guards it.
final class Slot {

  final String key;

  /// Place in the heap of its stripe.
  int place;

  /// Milliseconds of the epoch: when entry and counters have all expired. The heap orders by it.
  long end = Long.MIN_VALUE;

  State.@Nullable Entry entry;
  private long entryEnd = Long.MIN_VALUE;
  private @Nullable Counter counters;

  Slot(String key) {
    this.key = key;
  }

  void hold(State.@Nullable Entry newEntry) {
    entry = newEntry;
    entryEnd = newEntry == null ? Long.MIN_VALUE : Time.millisUp(newEntry.until());
  }

  @Nullable Counter counter(long window) {
    Counter each = counters;
    while (each != null && each.window != window) {
      each = each.next;
    }
    return each;
  }

  Counter newCounter(long window, long now) {
    Counter made = new Counter(window, now, counters);
    counters = made;
    return made;
  }

  @Nullable Counter firstCounter() {
    return counters;
  }

  /// The latest end of what the slot holds.
  long latestEnd() {
    long latest = entryEnd;
    for (Counter each = counters; each != null; each = each.next) {
      latest = Math.max(latest, each.end());
    }
    return latest;
  }
}
