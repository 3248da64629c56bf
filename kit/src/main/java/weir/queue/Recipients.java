package weir.queue;

import java.util.ArrayList;
import java.util.List;

/// Recipients as they are read, the first ones kept and all of them counted.
final class Recipients {
  private final List<String> kept = new ArrayList<>();
  private int count;

  void add(String address) {
    count++;
    if (kept.size() < QueuedMessage.MOST_RECIPIENTS) {
      kept.add(address);
    }
  }

  List<String> kept() {
    return kept;
  }

  int count() {
    return count;
  }
}
