package weir.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Slots by their end, the earliest on top; each slot knows its place, so that a changed end costs
/// O(log n) and an unchanged one nothing.
final class ExpiryHeap {

  private @Nullable Slot[] slots = new @Nullable Slot[16];
  private int size;

  int size() {
    return size;
  }

  @Nullable Slot earliest() {
    return slots[0];
  }

  void add(Slot slot) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    up(slot, size++);
  }

  /// To be called after the end of a slot has changed.
  void moved(Slot slot) {
    up(slot, slot.place);
    down(slot, slot.place);
  }

  void remove(Slot slot) {
    Slot last = at(--size);
    slots[size] = null;
    if (last != slot) {
      last.place = slot.place;
      moved(last);
    }
  }

  private void up(Slot slot, int from) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      Slot above = at(parent);
      if (above.end <= slot.end) {
        break;
      }
      set(above, place);
      place = parent;
    }
    set(slot, place);
  }

  private void down(Slot slot, int from) {
    int place = from;
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && at(child + 1).end < at(child).end) {
        child++;
      }
      Slot below = at(child);
      if (slot.end <= below.end) {
        break;
      }
      set(below, place);
      place = child;
    }
    set(slot, place);
  }

  private Slot at(int place) {
    Slot slot = slots[place];
    if (slot == null) {
      throw new IllegalStateException("the heap has a hole at " + place);
    }
    return slot;
  }

  private void set(Slot slot, int place) {
    slots[place] = slot;
    slot.place = place;
  }
}
