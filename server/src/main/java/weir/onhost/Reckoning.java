package weir.onhost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.agent.fence.Standing;
import weir.uplink.Report;

/// Compares what the kernel counted with what was told packet by packet, so that both add up:
/// whatever is missing is told as a number. Safe for use by many threads.
///
/// A packet is counted a moment before it is told. So that none is told twice, what is told now is
/// compared with what was counted when this was asked before.
final class Reckoning {

  /// What the fence counts apart.
  ///
  /// @param isHeld whether the packets were dropped, or only seen
  private record Entry(long uid, int port, boolean isHeld) {}

  private static final class Count {
    /// Of the counter, when it was looked at last.
    long shown;

    /// Since we began, as of that look; a counter that begins anew goes on here.
    long counted;

    /// As of the look before.
    long due;

    /// Told, packet by packet or as a number.
    long told;
  }

  private final Map<Entry, Count> counts = new HashMap<>();
  private long unlogged;
  private boolean isBegun;

  /// A packet was told by itself.
  synchronized void told(long uid, int port, boolean isHeld) {
    count(new Entry(uid, port, isHeld)).told++;
  }

  private Count count(Entry entry) {
    return counts.computeIfAbsent(entry, _ -> new Count());
  }

  /// What the kernel counted and nobody told. The first look only learns where the counters are.
  synchronized List<Report.Counted> missing(Standing now, Instant at) {
    boolean isLoud = now.unlogged() > unlogged;
    unlogged = now.unlogged();
    List<Report.Counted> missing = new ArrayList<>();
    for (Standing.Count each : now.book()) {
      Entry entry = new Entry(each.uid(), each.port(), each.held());
      Count count = count(entry);
      count.due = count.counted;
      long since = each.packets() - count.shown;
      if (!isBegun) {
        count.counted = count.told; // what was counted before we began is nobody's to tell
      } else {
        count.counted += since < 0 ? each.packets() : since;
      }
      count.shown = each.packets();
      if (count.due > count.told) {
        missing.add(
            new Report.Counted(
                at, entry.uid(), entry.port(), entry.isHeld(), !isLoud, count.due - count.told));
        count.told = count.due;
      }
    }
    isBegun = true;
    return missing;
  }
}
