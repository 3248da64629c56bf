package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The meters of all senders. Safe for use by many threads.
///
/// Each kind has bounds of its own, of number and of memory, so that who makes up programs by the
/// thousand pushes no account out. At a bound the meter that has been quiet for the longest goes.
///
/// **Time.** What is counted carries when it was, by the clock of the host that saw it; each call
/// says what time it is now, by a clock that only runs forward. What comes late counts in the
/// windows that still cover when it was; what is from the future is from now.
public final class Meters {
  private static final int FORMAT = 3;

  /// Without connections. Format 1 has no templates either; in all else it is the same.
  private static final Set<Integer> FORMER = Set.of(1, 2);

  private final int most;
  private final long room;
  private Map<Kind, MeterTable> tables = new EnumMap<>(Kind.class);

  /// Within a number only.
  ///
  /// @param most meters of each kind
  public Meters(int most) {
    this(most, Long.MAX_VALUE);
  }

  /// @param most meters of each kind
  /// @param room octets of memory for all, about
  public Meters(int most, long room) {
    this.most = most;
    this.room = room;
  }

  private MeterTable of(Kind kind) {
    return of(tables, kind);
  }

  private MeterTable of(Map<Kind, MeterTable> all, Kind kind) {
    return all.computeIfAbsent(kind, _ -> new MeterTable(most, (long) (room * share(kind))));
  }

  /// Of the room. There are fewer of the wider ones.
  private static double share(Kind kind) {
    return switch (kind) {
      case LOGIN, SCRIPT, ACCOUNT -> 1 / 4.0;
      case DOMAIN -> 1 / 8.0;
      case RESELLER, HOST -> 1 / 16.0;
    };
  }

  /// Counts something for everybody whose it is.
  public synchronized void take(Metered seen, Instant now) {
    Counting counting = Counting.of(seen);
    long millis = now.toEpochMilli();
    long at = Math.min(seen.at().toEpochMilli(), millis);
    for (MeterKey key : seen.nest().keys()) {
      MeterTable table = of(key.kind());
      Meter meter = table.of(key.name());
      counting.count(key.kind(), meter, at, millis);
      table.changed(key.name(), meter, millis);
    }
  }

  /// What a meter shows; of one that nobody knows, nothing.
  public synchronized Reading read(MeterKey key, Instant now) {
    Meter known = of(key.kind()).known(key.name());
    return known == null ? Reading.none(key) : known.read(key, now.toEpochMilli());
  }

  /// Whose meters of a kind there are, in no order.
  public synchronized List<String> names(Kind kind) {
    return of(kind).names();
  }

  /// Meters of a kind.
  public synchronized int size(Kind kind) {
    return of(kind).size();
  }

  /// Memory that they take, about.
  public synchronized long octets() {
    return tables.values().stream().mapToLong(MeterTable::octets).sum();
  }

  /// Meters that had to go for others, since the start.
  public synchronized long evicted() {
    return tables.values().stream().mapToLong(MeterTable::evicted).sum();
  }

  /// Lets go what no window covers any more. A meter does so itself when something is counted; of
  /// those that are quiet somebody must do it.
  public synchronized void settle(Instant now) {
    tables.values().forEach(table -> table.settle(now.toEpochMilli()));
  }

  /// Forgets meters that nothing was counted for since a time.
  public synchronized void forget(Instant since) {
    tables.values().forEach(table -> table.forget(since.toEpochMilli()));
  }

  /// Writes all down, to be read by [#read(DataInput)].
  public synchronized void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    for (Kind kind : Kind.values()) {
      of(kind).write(out);
    }
  }

  /// Reads what was written in place of all that is counted.
  ///
  /// @throws IOException when it is of another format, or damaged; then nothing has changed
  public synchronized void read(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT && !FORMER.contains(format)) {
      throw new IOException("meters of another format");
    }
    Map<Kind, MeterTable> read = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      of(read, kind).read(in, format == FORMAT ? Measure.SUMS : Measure.FORMER_SUMS);
    }
    tables = read;
  }
}
