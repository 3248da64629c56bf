package weir.vitals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What is usual of each vital of each server, and which is much worse. Not thread-safe.
///
/// Usual is the median of the worst reading of each hour, over two weeks: a flood of some hours
/// does not make itself usual. Before a day is known only the floor counts. What is worse is said
/// once, at the second reading in a row, and again when it had been well for an hour.
public final class Vitals {
  /// Hours of which the worst reading is kept.
  public static final int HOURS = 14 * 24;

  /// Hours before anything is usual.
  static final int KNOWN = 24;

  /// How long a vital must have been well before it can be said to be worse again.
  static final Duration QUIET = Duration.ofHours(1);

  private static final int IN_A_ROW = 2;

  /// Pairs of host and vital at most; beyond that new ones are not looked at.
  private static final int MOST = 10_000;

  private final Map<Key, History> histories = new LinkedHashMap<>();

  private record Key(String host, Vital vital) {}

  /// The worst reading of an hour.
  ///
  /// @param hour since 1970
  public record Hour(String host, Vital vital, long hour, double worst) {}

  private static final class History {
    private final double[] worst = new double[HOURS];
    private final long[] hours = new long[HOURS];
    private int inARow;
    private Instant lastWorse = Instant.MIN;
    private boolean isSaid;

    History() {
      Arrays.fill(hours, -1);
    }

    void add(long hour, double value) {
      int place = (int) (hour % HOURS);
      worst[place] = hours[place] == hour ? Math.max(worst[place], value) : value;
      hours[place] = hour;
    }

    /// Of the hours before this one.
    OptionalDouble usual(long hour) {
      double[] known = new double[HOURS];
      int count = 0;
      for (int i = 0; i < HOURS; i++) {
        if (hours[i] >= 0 && hours[i] < hour && hours[i] > hour - HOURS) {
          known[count++] = worst[i];
        }
      }
      if (count < KNOWN) {
        return OptionalDouble.empty();
      }
      Arrays.sort(known, 0, count);
      return OptionalDouble.of(known[count / 2]);
    }
  }

  /// Takes measurements of one moment.
  ///
  /// @return what is worse since now
  public List<Worse> take(Collection<Taken> all, Instant now) {
    List<Worse> worse = new ArrayList<>();
    for (Taken each : all) {
      Key key = new Key(each.host(), each.vital());
      if (histories.size() < MOST || histories.containsKey(key)) {
        History history = histories.computeIfAbsent(key, _ -> new History());
        long hour = hour(now);
        Worse reading = new Worse(each.host(), each.vital(), each.value(), history.usual(hour));
        history.add(hour, each.value());
        if (isNew(history, isWorse(reading), now)) {
          worse.add(reading);
        }
      }
    }
    return worse;
  }

  private static long hour(Instant at) {
    return at.getEpochSecond() / Duration.ofHours(1).toSeconds();
  }

  private static boolean isWorse(Worse reading) {
    double usual = reading.usual().orElse(0);
    return reading.value() >= reading.vital().floor()
        && reading.value() > reading.vital().factor() * usual;
  }

  private static boolean isNew(History history, boolean isWorse, Instant now) {
    if (!isWorse) {
      history.inARow = 0;
      if (history.lastWorse.isBefore(now.minus(QUIET))) {
        history.isSaid = false;
      }
      return false;
    }
    history.lastWorse = now;
    history.inARow++;
    boolean isNew = history.inARow >= IN_A_ROW && !history.isSaid;
    history.isSaid |= isNew;
    return isNew;
  }

  /// All that is remembered, to be kept over a restart.
  public List<Hour> hours() {
    List<Hour> all = new ArrayList<>();
    histories.forEach((key, history) -> {
      for (int i = 0; i < HOURS; i++) {
        if (history.hours[i] >= 0) {
          all.add(new Hour(key.host(), key.vital(), history.hours[i], history.worst[i]));
        }
      }
    });
    return all;
  }

  /// Remembers what was kept.
  public void remember(Collection<Hour> hours) {
    for (Hour each : hours) {
      Key key = new Key(each.host(), each.vital());
      if (each.hour() >= 0 && (histories.size() < MOST || histories.containsKey(key))) {
        histories.computeIfAbsent(key, _ -> new History()).add(each.hour(), each.worst());
      }
    }
  }
}
