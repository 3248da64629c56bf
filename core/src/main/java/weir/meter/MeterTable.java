package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The meters of one kind, in the order of their last use, within bounds of number and memory. Not
/// thread-safe; [Meters] guards it.
final class MeterTable {
  private final int most;
  private final long room;
  private final SequencedMap<String, Meter> meters = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;
  private long evicted;

  /// Changes since all were looked at for what no window covers any more.
  private int unsettled;

  /// @param room octets of all meters together
  MeterTable(int most, long room) {
    this.most = most;
    this.room = room;
  }

  /// The meter of a name, or a new one.
  Meter of(String name) {
    Meter known = meters.get(name);
    if (known == null) {
      known = new Meter();
      put(name, known);
      if (meters.size() > most) {
        evict();
      }
    }
    return known;
  }

  private void put(String name, Meter meter) {
    meters.put(name, meter);
    meter.reckoned = meter.octets() + 2 * name.length();
    octets += meter.reckoned;
  }

  @Nullable Meter known(String name) {
    return meters.get(name);
  }

  /// To be called when something was counted: the last that was used stays.
  void changed(String name, Meter meter, long now) {
    int before = meter.reckoned;
    meter.reckoned = meter.octets() + 2 * name.length();
    octets += meter.reckoned - before;
    unsettled++;
    // It may be enough, and nobody has to go; not more often than it costs as much as the changes.
    if (octets > room && unsettled > meters.size()) {
      settle(now);
    }
    while (octets > room && meters.size() > 1) {
      evict();
    }
  }

  private void evict() {
    octets -= meters.pollFirstEntry().getValue().reckoned;
    evicted++;
  }

  /// Lets go what no window covers any more. A meter does so itself when something is counted; of
  /// those that are quiet somebody must do it.
  void settle(long now) {
    unsettled = 0;
    octets = 0;
    for (Map.Entry<String, Meter> each : meters.entrySet()) {
      Meter meter = each.getValue();
      meter.roll(now);
      meter.reckoned = meter.octets() + 2 * each.getKey().length();
      octets += meter.reckoned;
    }
  }

  void forget(long since) {
    for (Iterator<Meter> all = meters.values().iterator(); all.hasNext(); ) {
      Meter each = all.next();
      if (each.isQuiet(since)) {
        octets -= each.reckoned;
        all.remove();
      }
    }
  }

  List<String> names() {
    return List.copyOf(meters.keySet());
  }

  int size() {
    return meters.size();
  }

  long octets() {
    return octets;
  }

  long evicted() {
    return evicted;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(meters.size());
    for (Map.Entry<String, Meter> each : meters.entrySet()) {
      out.writeUTF(each.getKey());
      each.getValue().write(out);
    }
  }

  /// Of more than there is room for, those that were used last are kept.
  ///
  /// @param known sums that the file has
  void read(DataInput in, int known) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      put(in.readUTF(), Meter.read(in, known));
      while (meters.size() > most || octets > room && meters.size() > 1) {
        evict();
      }
    }
  }
}
