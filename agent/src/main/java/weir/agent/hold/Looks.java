package weir.agent.hold;

import java.util.HashMap;
import java.util.Map;

/// How many processes of a user are looked at within a second when many wait. A look costs far more
/// than a connection, and one user must not use up those of all others.
final class Looks {
  /// For each user and second. A script that goes on is seen again in the next one.
  static final int A_SECOND = 5;

  /// Users of one second that are told apart; further ones are one.
  static final int MOST_USERS = 10_000;

  private static final long OTHERS = -2;
  private static final long SECOND = 1_000_000_000L;

  private final Map<Long, Integer> taken = new HashMap<>();
  private long second;

  /// Whether one more may be taken at that time.
  ///
  /// @param uid -1 for what has no user
  boolean take(long uid, long nanos) {
    if (nanos / SECOND != second) {
      second = nanos / SECOND;
      taken.clear();
    }
    long key = taken.containsKey(uid) || taken.size() < MOST_USERS ? uid : OTHERS;
    return taken.merge(key, 1, Integer::sum) <= A_SECOND;
  }
}
