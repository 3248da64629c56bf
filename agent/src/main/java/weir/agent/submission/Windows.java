package weir.agent.submission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.agent.submission.SubmissionLimits.Limit;

/// Counts messages of each key over a sliding window. Not thread-safe. Of the keys the one that
/// sent nothing for longest is forgotten first.
final class Windows {
  /// Users, scripts or sites of a host that are counted.
  static final int MOST_KEYS = 20_000;

  private final Limit limit;
  private final LinkedHashMap<String, Deque<Long>> times = new LinkedHashMap<>(16, 0.75f, true);

  Windows(Limit limit) {
    this.limit = limit;
  }

  /// Whether one more is within the limit.
  ///
  /// @param nanos now, by a clock that only goes on
  boolean hasRoom(String key, long nanos) {
    Deque<Long> sent = times.get(key);
    if (limit.messages() == 0 || sent == null) {
      return true;
    }
    long since = nanos - limit.within().toNanos();
    while (!sent.isEmpty() && sent.peekFirst() - since <= 0) {
      sent.removeFirst();
    }
    return sent.size() < limit.messages();
  }

  /// One more was let go on.
  void count(String key, long nanos) {
    if (limit.messages() == 0) {
      return;
    }
    times.computeIfAbsent(key, _ -> new ArrayDeque<>()).addLast(nanos);
    if (times.size() > MOST_KEYS) {
      Map.Entry<String, Deque<Long>> oldest = times.firstEntry();
      times.remove(oldest.getKey());
    }
  }

  /// For people, such as `20 in 1 h`.
  String words() {
    Duration within = limit.within();
    String time =
        within.toMinutes() % 60 == 0 && within.toHours() > 0
            ? within.toHours() + " h"
            : within.toSeconds() + " s";
    return limit.messages() + " in " + time;
  }
}
