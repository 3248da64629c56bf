package weir.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Entries that expire and counters over a sliding window, by table and key.
///
/// Every method may throw [StateUnavailable]. Implementations are safe for use by many threads.
///
/// **Counters** slide: the count over a window is what was added in the current window of the clock
/// plus the share of the previous one that the sliding window still covers. It is exact while all
/// additions fall into one window of the clock, and at other times off by at most what the previous
/// window's additions deviate from an even spread. Counters of one key with different windows are
/// different counters.
///
/// **At the bound** of a table the key that would expire first is evicted, and counted. A counter
/// that was evicted before its time goes on from an estimate, neither from zero nor from its limit.
public interface State {

  /// Characters in a key at most; a longer one is a defect of the caller.
  int KEY_LIMIT = 2_048;

  /// Characters in a value at most; a longer one is a defect of the caller.
  int VALUE_LIMIT = 8_192;

  /// The entry under the key, unless it has expired: at `until` it is gone.
  Optional<Entry> get(Table table, String key, Instant now);

  /// Stores an entry in place of the one under this key. With an end that is not after `now`
  /// nothing is kept, and an earlier entry is gone.
  ///
  /// @throws IllegalArgumentException for a key or value beyond its limit
  void put(Table table, String key, String value, Instant now, Instant until);

  /// What was added under the key within the window that ends now; 0 for a key never seen.
  long count(Table table, String key, Instant now, Duration window);

  /// Adds to the counter and answers the count after it.
  ///
  /// @param amount 0 or more; the sum stops at [Long#MAX_VALUE]
  /// @throws IllegalArgumentException for a negative amount or a window below a millisecond
  long add(Table table, String key, long amount, Instant now, Duration window);

  /// Forgets the entry and all counters under the key.
  void remove(Table table, String key);

  /// All entries of the table that have not expired, the oldest first. Meant for people and
  /// snapshots, not for checks: it looks at the whole table.
  List<Entry> list(Table table, Instant now);

  /// One remembered thing.
  ///
  /// @param since when it was put
  /// @param until when it ends; from this instant on nobody sees it
  record Entry(String key, String value, Instant since, Instant until) {}
}
