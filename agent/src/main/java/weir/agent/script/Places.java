package weir.agent.script;

import java.util.HashMap;
import java.util.Map;

/// Places for scripts that were met and not told of yet, each open and with its beginning in
/// memory. Safe for use by many threads.
final class Places {
  /// Of further ones no copy is made before they are met again.
  static final int MOST = 64;

  /// Those of one user, so that he does not take the places of all others.
  static final int MOST_OF_USER = 16;

  private final Map<Long, Integer> taken = new HashMap<>();
  private int all;

  /// Whether there was one.
  synchronized boolean take(long uid) {
    if (all == MOST || taken.getOrDefault(uid, 0) == MOST_OF_USER) {
      return false;
    }
    all++;
    taken.merge(uid, 1, Integer::sum);
    return true;
  }

  /// One that was taken is free again.
  synchronized void give(long uid) {
    all--;
    taken.computeIfPresent(uid, (_, number) -> number == 1 ? null : number - 1);
  }
}
