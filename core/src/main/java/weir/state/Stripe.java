package weir.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a table under one lock: a map by key and a heap by end over the same slots.
final class Stripe {

  /// Expired slots taken away by a call that adds one: more than one, so that the dead never pile
  /// up, and few, so that no call is slow.
  private static final int SWEEP = 2;

  private final int bound;
  private final Map<String, Slot> slots = new HashMap<>();
  private final ExpiryHeap heap = new ExpiryHeap();
  private @Nullable EvictedCounts evicted;
  private long evictions;

  Stripe(int bound) {
    this.bound = bound;
  }

  synchronized State.@Nullable Entry get(String key, Instant now) {
    Slot slot = slots.get(key);
    State.Entry entry = slot == null ? null : slot.entry;
    return entry != null && entry.until().isAfter(now) ? entry : null;
  }

  synchronized void put(State.Entry entry, long now) {
    Slot slot = slot(entry.key(), now);
    slot.hold(entry);
    settle(slot);
  }

  synchronized void removeEntry(String key) {
    Slot slot = slots.get(key);
    if (slot != null) {
      slot.hold(null);
      settle(slot);
    }
  }

  synchronized void remove(String key) {
    Slot slot = slots.remove(key);
    if (slot != null) {
      heap.remove(slot);
    }
  }

  synchronized long count(String key, long now, long window) {
    Slot slot = slots.get(key);
    Counter counter = slot == null ? null : slot.counter(window);
    if (counter != null) {
      return counter.count(now);
    }
    int cell = evicted == null ? -1 : evicted.find(key, window);
    return evicted == null || cell < 0 ? 0 : evicted.count(cell, now);
  }

  synchronized long add(String key, long amount, long now, long window) {
    Slot slot = slot(key, now);
    Counter counter = slot.counter(window);
    if (counter == null) {
      counter = slot.newCounter(window, now);
      resume(counter, key, now);
    }
    long count = counter.add(amount, now);
    settle(slot);
    return count;
  }

  private void resume(Counter counter, String key, long now) {
    int cell = evicted == null ? -1 : evicted.find(key, counter.window);
    if (evicted != null && cell >= 0 && evicted.count(cell, now) > 0) {
      counter.resume(evicted.count(cell, now), evicted.end(cell));
    }
  }

  synchronized void list(Instant now, List<State.Entry> into) {
    for (Slot slot : slots.values()) {
      State.Entry entry = slot.entry;
      if (entry != null && entry.until().isAfter(now)) {
        into.add(entry);
      }
    }
  }

  synchronized int size() {
    return heap.size();
  }

  synchronized long evictions() {
    return evictions;
  }

  /// The slot of the key, new if need be; a new one stands last in the heap until [#settle].
  private Slot slot(String key, long now) {
    Slot slot = slots.get(key);
    if (slot != null) {
      return slot;
    }
    sweep(now);
    if (heap.size() >= bound) {
      evictEarliest(now);
    }
    Slot made = new Slot(key);
    made.end = Long.MAX_VALUE;
    slots.put(key, made);
    heap.add(made);
    return made;
  }

  private void settle(Slot slot) {
    long end = slot.latestEnd();
    if (end == Long.MIN_VALUE) {
      slots.remove(slot.key);
      heap.remove(slot);
    } else if (end != slot.end) {
      slot.end = end;
      heap.moved(slot);
    }
  }

  private void sweep(long now) {
    for (int i = 0; i < SWEEP; i++) {
      Slot earliest = heap.earliest();
      if (earliest == null || earliest.end > now) {
        return;
      }
      drop(earliest);
    }
  }

  private void evictEarliest(long now) {
    Slot earliest = heap.earliest();
    if (earliest == null) {
      return;
    }
    evictions++;
    for (Counter each = earliest.firstCounter(); each != null; each = each.next) {
      long count = each.count(now);
      if (count > 0) {
        if (evicted == null) {
          evicted = new EvictedCounts(bound);
        }
        evicted.keep(earliest.key, each.window, count, each.end(), now);
      }
    }
    drop(earliest);
  }

  private void drop(Slot slot) {
    slots.remove(slot.key);
    heap.remove(slot);
  }
}
