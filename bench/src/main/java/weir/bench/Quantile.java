package weir.bench;

import java.util.List;

/// What a share of measured times stays within.
public final class Quantile {
  private Quantile() {}

  /// @param times at least one
  /// @param share from 0 to 1: 0.5 is the median, 1 the longest
  public static double of(List<Double> times, double share) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
  }
}
