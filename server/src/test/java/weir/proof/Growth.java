package weir.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Whether something grew while a server was used. The first third of the readings does not count:
/// in it tables fill up and code is compiled.
///
/// The slope is the median of the slopes between any two readings (Theil and Sen), so that one
/// reading that is far out, such as in the middle of a compilation, changes nothing.
///
/// @param grown by this much over the readings that count, by the slope
/// @param perHour the slope
/// @param allowance what it may grow by
/// @param judged whether the time was long enough for it
record Growth(Vital vital, double grown, double perHour, double allowance, boolean judged) {
  private static final double SECONDS_AN_HOUR = 3_600;

  /// @param readings in the order of time, at least three
  static Growth of(Vital vital, List<Vitals> readings) {
    List<Vitals> counted = readings.subList(readings.size() / 3, readings.size());
    double slope = median(slopes(vital, counted));
    double seconds = counted.getLast().at().minus(counted.getFirst().at()).toMillis() / 1_000.0;
    double middle = median(counted.stream().mapToDouble(vital::of));
    return new Growth(
        vital,
        slope * seconds,
        slope * SECONDS_AN_HOUR,
        vital.allowance(middle),
        vital.isJudgedAfter(readings.getLast().at()));
  }

  private static DoubleStream slopes(Vital vital, List<Vitals> readings) {
    return IntStream.range(0, readings.size())
        .boxed()
        .flatMapToDouble(later ->
            readings.subList(0, later).stream()
                .mapToDouble(earlier -> slope(vital, earlier, readings.get(later))));
  }

  private static double slope(Vital vital, Vitals earlier, Vitals later) {
    double seconds = later.at().minus(earlier.at()).toMillis() / 1_000.0;
    return (vital.of(later) - vital.of(earlier)) / seconds;
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /// Also of what is not judged.
  boolean flat() {
    return !judged || grown <= allowance;
  }

  private String verdict() {
    return judged ? flat() ? "flat" : "GREW" : "not judged, the run is too short for it:";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-13s %s  %+,.0f in two thirds of the time, %+,.0f an hour; it may grow by %,.0f",
        vital.title(),
        verdict(),
        grown,
        perHour,
        allowance);
  }
}
