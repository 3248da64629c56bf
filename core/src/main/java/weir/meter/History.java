package weir.meter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How many recipients a sender had in each hour of the last four weeks, and from that what is
/// usual for it. It says nothing before it has seen [#SILENT].
///
/// One hour or day that stands out makes nothing usual: of the highest ones the second counts. An
/// hour is kept in two octets, to a fifth of its number; hours without mail take none.
final class History {
  /// Until so long after the first message nothing is said to be usual.
  static final Duration SILENT = Duration.ofDays(14);

  private static final int HOURS_OF_WEEK = 168;
  private static final int KEPT = 4 * HOURS_OF_WEEK;

  /// Hours are kept by their last ten bits.
  private static final int AGE_MASK = 1_023;

  private static final int LEVEL_BITS = 6;
  private static final int LEVEL_MASK = (1 << LEVEL_BITS) - 1;

  /// Levels from one power of two to the next.
  private static final double LEVELS = 4;

  /// Recipients of each level.
  private static final long[] RECIPIENTS =
      IntStream.rangeClosed(0, LEVEL_MASK)
          .mapToLong(level -> Math.round(Math.pow(2, level / LEVELS)))
          .toArray();

  /// The first hour of all, and the last one that was told.
  private int first = -1;

  private int last;
  private short[] hours = new short[2];
  private int size;

  /// Takes an hour that is over.
  ///
  /// @param hour since 1970; an earlier one than the last is passed over
  void add(int hour, long recipients) {
    if (recipients <= 0 || first >= 0 && hour <= last) {
      return;
    }
    if (first < 0) {
      first = hour;
    }
    forget(hour);
    last = hour;
    if (size == hours.length) {
      hours = Arrays.copyOf(hours, Math.min(KEPT, size * 2));
    }
    hours[size++] = (short) ((hour & AGE_MASK) << LEVEL_BITS | level(recipients));
  }

  private void forget(int hour) {
    int gone = 0;
    while (gone < size && hour - hour(gone) >= KEPT) {
      gone++;
    }
    System.arraycopy(hours, gone, hours, 0, size - gone);
    size -= gone;
  }

  private int hour(int index) {
    return last - (last - (hours[index] >>> LEVEL_BITS & AGE_MASK) & AGE_MASK);
  }

  private long recipients(int index) {
    return RECIPIENTS[hours[index] & LEVEL_MASK];
  }

  private static int level(long recipients) {
    double level = Math.log((double) recipients) / Math.log(2) * LEVELS;
    return (int) Math.min(LEVEL_MASK, Math.round(level));
  }

  /// Whether enough has been seen to say what is usual.
  boolean speaks(int hour) {
    return first >= 0 && hour - first >= SILENT.toHours();
  }

  /// Recipients in an hour, this hour of the week and one before and behind it: the second highest
  /// of the last four weeks.
  long usual(int hour) {
    long highest = 0;
    long second = 0;
    for (int i = 0; i < size; i++) {
      int away = Math.floorMod(hour - hour(i), HOURS_OF_WEEK);
      if (hour - hour(i) < KEPT + 1 && (away <= 1 || away == HOURS_OF_WEEK - 1)) {
        long each = recipients(i);
        second = Math.max(second, Math.min(highest, each));
        highest = Math.max(highest, each);
      }
    }
    return second;
  }

  /// Recipients in any hour: the second highest of the last four weeks.
  long highHour(int hour) {
    long highest = 0;
    long second = 0;
    for (int i = 0; i < size; i++) {
      if (hour - hour(i) < KEPT) {
        long each = recipients(i);
        second = Math.max(second, Math.min(highest, each));
        highest = Math.max(highest, each);
      }
    }
    return second;
  }

  /// Recipients in any day of 24 hours back from now: the second highest of the last four weeks.
  long highDay(int hour) {
    long[] days = new long[KEPT / 24];
    for (int i = 0; i < size; i++) {
      int day = (hour - hour(i)) / 24;
      if (day >= 0 && day < days.length) {
        days[day] += recipients(i);
      }
    }
    Arrays.sort(days);
    return days[days.length - 2];
  }

  /// Memory that it takes, about.
  int octets() {
    return 40 + Short.BYTES * hours.length;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(first);
    out.writeInt(last);
    out.writeShort(size);
    for (int i = 0; i < size; i++) {
      out.writeShort(hours[i]);
    }
  }

  static History read(DataInput in) throws IOException {
    History history = new History();
    history.first = in.readInt();
    history.last = in.readInt();
    history.size = in.readUnsignedShort();
    if (history.size > KEPT) {
      throw new IOException("a history of " + history.size + " hours");
    }
    history.hours = new short[Math.max(2, history.size)];
    for (int i = 0; i < history.size; i++) {
      history.hours[i] = in.readShort();
    }
    return history;
  }
}
