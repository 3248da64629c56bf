package weir.agent.hold;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import weir.agent.hold.Callers.Caller;

/// The last calls of `connect`, by the kernel's number of the socket. When there are too many, the
/// oldest of a user goes who has most, so that a flood of one pushes out no call of another. Not
/// thread-safe.
final class Calls {
  /// Calls that are remembered; a held one is asked for within milliseconds.
  static final int MOST = 20_000;

  /// Older ones go: nobody asks for them any more.
  static final Duration FRESH = Duration.ofSeconds(30);

  private final LinkedHashMap<Long, Caller> all = new LinkedHashMap<>();
  private final Map<Long, SequencedSet<Long>> cookies = new HashMap<>();

  /// @param caller whose call is newer than all before, but for some milliseconds
  void add(long cookie, Caller caller) {
    take(cookie); // one that calls again, without an answer to its first call
    all.put(cookie, caller);
    cookies.computeIfAbsent(caller.uid(), _ -> new LinkedHashSet<>()).add(cookie);
    forget(caller.nanos() - FRESH.toNanos());
    if (all.size() > MOST) {
      take(whoHasMost(caller.uid()).getFirst());
    }
  }

  private void forget(long before) {
    Iterator<Map.Entry<Long, Caller>> oldest = all.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Caller> each = oldest.next();
      if (each.getValue().nanos() - before >= 0) {
        return;
      }
      oldest.remove();
      forget(each.getValue().uid(), each.getKey());
    }
  }

  /// Whoever has more than the usual share gives of his own: only a user with few has others looked
  /// through, so that a flood costs nothing but itself.
  private SequencedSet<Long> whoHasMost(long uid) {
    SequencedSet<Long> most = cookies.getOrDefault(uid, new LinkedHashSet<>());
    if (most.size() > all.size() / cookies.size()) {
      return most;
    }
    for (SequencedSet<Long> each : cookies.values()) {
      most = each.size() > most.size() ? each : most;
    }
    return most;
  }

  /// Who called with that socket; it is forgotten then.
  Optional<Caller> take(long cookie) {
    Optional<Caller> caller = Optional.ofNullable(all.remove(cookie));
    caller.ifPresent(it -> forget(it.uid(), cookie));
    return caller;
  }

  private void forget(long uid, long cookie) {
    cookies.computeIfPresent(
        uid,
        (_, of) -> {
          of.remove(cookie);
          return of.isEmpty() ? null : of;
        });
  }

  boolean has(long cookie) {
    return all.containsKey(cookie);
  }
}
