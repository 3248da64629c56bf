package weir.bench.outbound;

import java.util.random.RandomGenerator;

/// From where to where a parameter may lie.
record Range(double low, double high) {
  Range {
    if (!(0 <= low && low <= high)) {
      throw new IllegalArgumentException("from " + low + " to " + high + " is no range");
    }
  }

  /// Anywhere, as likely here as there: for shares.
  double even(RandomGenerator random) {
    return low + (high - low) * random.nextDouble();
  }

  /// As likely between 1 and 10 as between 10 and 100: for amounts and times, of which most are
  /// small.
  double spread(RandomGenerator random) {
    if (low <= 0) {
      throw new IllegalArgumentException("a spread range begins above 0");
    }
    return low * Math.pow(high / low, random.nextDouble());
  }

  int count(RandomGenerator random) {
    return (int) Math.round(spread(random));
  }
}
