package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import weir.mail.Domain;
import weir.net.IpPrefix;

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
    long millis = now.toEpochMilli();
    long at = Math.min(seen.at().toEpochMilli(), millis);
    for (MeterKey key : seen.nest().keys()) {
      count(meter(key), seen, at, millis);
    }
  }

  private static void count(Meter meter, Metered seen, long at, long now) {
    switch (seen) {
      case Metered.Sent sent -> {
        meter.add(Measure.MESSAGES, 1, at, now);
        meter.add(Measure.RECIPIENTS, sent.recipients(), at, now);
        meter.add(Measure.OCTETS, sent.octets().orElse(0), at, now);
        see(meter, Measure.SENDERS, sent.sender().map(it -> it.toLowerCase(Locale.ROOT)), at, now);
        see(meter, Measure.SUBJECTS, sent.subject(), at, now);
        see(meter, Measure.NETWORKS, sent.network().map(IpPrefix::toString), at, now);
        see(meter, Measure.COUNTRIES, sent.country(), at, now);
      }
      case Metered.More more -> meter.add(Measure.RECIPIENTS, more.recipients(), at, now);
      case Metered.TakenBack back -> {
        meter.takeBack(Measure.MESSAGES, 1, at, now);
        meter.takeBack(Measure.RECIPIENTS, back.recipients(), at, now);
        meter.takeBack(Measure.OCTETS, back.octets().orElse(0), at, now);
      }
      case Metered.Answered answered -> answered(meter, answered, at, now);
      case Metered.LoggedIn login -> {
        meter.add(
            login.succeeded() ? Measure.LOGINS : Measure.WRONG_LOGINS, login.times(), at, now);
        if (login.succeeded()) {
          see(meter, Measure.NETWORKS, login.network().map(IpPrefix::toString), at, now);
          see(meter, Measure.COUNTRIES, login.country(), at, now);
        }
      }
    }
  }

  private static void answered(Meter meter, Metered.Answered seen, long at, long now) {
    Answer answer = seen.answer();
    switch (answer.result()) {
      case DELIVERED -> meter.add(Measure.TAKEN, 1, at, now);
      case DEFERRED -> meter.add(Measure.DEFERRED, 1, at, now);
      case FAILED -> meter.add(Measure.FAILED, 1, at, now);
    }
    meter.add(Measure.INVALID, answer.isInvalid() ? 1 : 0, at, now);
    meter.add(Measure.BLOCKED, answer.isBlocked() ? 1 : 0, at, now);
    String recipient = seen.recipient().toLowerCase(Locale.ROOT);
    meter.see(Measure.DIFFERENT_RECIPIENTS, recipient, at, now);
    see(meter, Measure.RECIPIENT_DOMAINS, domain(recipient), at, now);
  }

  private static Optional<String> domain(String address) {
    int sign = address.lastIndexOf('@');
    return sign < 0
        ? Optional.empty()
        : Domain.parse(address.substring(sign + 1)).map(Domain::name);
  }

  private static void see(Meter meter, Measure measure, Optional<String> thing, long at, long now) {
    if (thing.isPresent()) {
      meter.see(measure, thing.get(), at, now);
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
