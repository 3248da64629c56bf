package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The meters of all senders. Safe for use by many threads.
///
/// Each kind has a bound of its own, so that who makes up programs or sender's domains by the
/// thousand pushes no account out. At the bound the meter that has been quiet for the longest goes.
///
/// **Time.** What is counted carries when it was, by the clock of the host that saw it; each call
/// says what time it is now, by a clock that only runs forward. What comes late counts in the
/// windows that still cover when it was; what is from the future is from now.
public final class Meters {
  private static final int FORMAT = 1;

  private final int most;
  private final Map<Kind, SequencedMap<String, Meter>> meters = new EnumMap<>(Kind.class);
  private long evicted;

  /// @param most meters of each kind
  public Meters(int most) {
    this.most = most;
  }

  private SequencedMap<String, Meter> of(Kind kind) {
    return meters.computeIfAbsent(kind, _ -> byUse());
  }

  private static SequencedMap<String, Meter> byUse() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }

  /// Counts something for everybody whose it is.
  public synchronized void take(Metered seen, Instant now) {
    Counting counting = Counting.of(seen);
    long millis = now.toEpochMilli();
    long at = Math.min(seen.at().toEpochMilli(), millis);
    for (MeterKey key : seen.nest().keys()) {
      counting.count(key.kind(), meter(key), at, millis);
    }
  }

  private Meter meter(MeterKey key) {
    SequencedMap<String, Meter> all = of(key.kind());
    Meter known = all.get(key.name());
    if (known != null) {
      return known;
    }
    if (all.size() >= most) {
      all.pollFirstEntry();
      evicted++;
    }
    Meter begun = new Meter();
    all.put(key.name(), begun);
    return begun;
  }

  /// What a meter shows; of one that nobody knows, nothing.
  public synchronized Reading read(MeterKey key, Instant now) {
    Meter known = of(key.kind()).get(key.name());
    return known == null ? Reading.none(key) : known.read(key, now.toEpochMilli());
  }

  /// Meters of a kind.
  public synchronized int size(Kind kind) {
    return of(kind).size();
  }

  /// Meters that had to go for others, since the start.
  public synchronized long evicted() {
    return evicted;
  }

  /// Lets go what no window covers any more. A meter does so itself when something is counted; of
  /// those that are quiet somebody must do it.
  public synchronized void settle(Instant now) {
    meters.values().forEach(all -> all.values().forEach(it -> it.roll(now.toEpochMilli())));
  }

  /// Forgets meters that nothing was counted for since a time.
  public synchronized void forget(Instant since) {
    meters.values().forEach(all -> all.values().removeIf(it -> it.isQuiet(since.toEpochMilli())));
  }

  /// Writes all down, to be read by [#read(DataInput)].
  public synchronized void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    for (Kind kind : Kind.values()) {
      out.writeInt(of(kind).size());
      for (Map.Entry<String, Meter> each : of(kind).entrySet()) {
        out.writeUTF(each.getKey());
        each.getValue().write(out);
      }
    }
  }

  /// Reads what was written in place of all that is counted.
  ///
  /// @throws IOException when it is of another format, or damaged; then nothing has changed
  public synchronized void read(DataInput in) throws IOException {
    if (in.readInt() != FORMAT) {
      throw new IOException("meters of another format");
    }
    Map<Kind, SequencedMap<String, Meter>> read = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      SequencedMap<String, Meter> all = byUse();
      for (int left = in.readInt(); left > 0; left--) {
        all.put(in.readUTF(), Meter.read(in));
      }
      read.put(kind, all);
    }
    meters.putAll(read);
  }
}
