package weir.verdict;

/// Scores from which something happens; infinite where a step is not wanted.
public record Thresholds(double tagAt, double deferAt, double quarantineAt, double rejectAt) {
  public static final Thresholds NONE =
      new Thresholds(
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY);
}
