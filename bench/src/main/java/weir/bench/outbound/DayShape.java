package weir.bench.outbound;

import java.util.List;
import java.util.random.RandomGenerator;

/// At which hours of the day something happens.
final class DayShape {
  private final double[] upTo = new double[24];

  /// @param hours how much of it in each hour, from midnight
  DayShape(List<Double> hours) {
    double sum = 0;
    for (int hour = 0; hour < upTo.length; hour++) {
      sum += hours.get(hour);
      upTo[hour] = sum;
    }
  }

  /// A moment of a day.
  long moment(int day, RandomGenerator random) {
    double drawn = random.nextDouble() * upTo[upTo.length - 1];
    int hour = 0;
    while (upTo[hour] < drawn) {
      hour++;
    }
    return Clock.midnight(day) + hour * Clock.HOUR + (long) (random.nextDouble() * Clock.HOUR);
  }
}
