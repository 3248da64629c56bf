package weir.bench.growth;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import weir.bench.growth.Measured.Point;

/// All that was measured at one point, in as many rounds.
record Runs(Point point, List<Measured> each) {

  /// Below this share of idle time the processors are what limits.
  private static final double SCARCE = 0.1;

  private static final Comparator<Point> ORDER =
      Comparator.comparingInt(Point::customers)
          .thenComparingInt(Point::sessions)
          .thenComparingInt(Point::perConnection);

  /// By customers, then by sessions, whatever the order in which they ran.
  static List<Runs> of(List<Measured> all) {
    return all.stream().map(Measured::point).distinct().sorted(ORDER).map(p -> at(p, all)).toList();
  }

  private static Runs at(Point point, List<Measured> all) {
    return new Runs(point, all.stream().filter(run -> run.point().equals(point)).toList());
  }

  List<Double> values(ToDoubleFunction<Measured> value) {
    return each.stream().map(value::applyAsDouble).toList();
  }

  /// Of this value alone: the run in the middle by CPU need not be the one in the middle by rate.
  double median(ToDoubleFunction<Measured> value) {
    List<Double> sorted = values(value).stream().sorted().toList();
    int last = sorted.size() - 1;
    return (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
  }

  /// What keeps it from sending more. Where other programs had what would else have been idle,
  /// nobody knows: then it says how many processors they took.
  String limit() {
    double idle = median(run -> run.cores(Processors::idle));
    double others = median(run -> run.cores(Processors::others));
    double scarce = SCARCE * median(run -> run.cores(Processors::all));
    if (idle >= scarce) {
      return "waiting for each other";
    }
    return idle + others < scarce
        ? "processors"
        : String.format(Locale.ROOT, "processors (others took %.1f)", others);
  }
}
