package weir.bench.growth;

import java.io.IOException;
import java.util.Locale;

/// Load that is not counted, until the gateway's compiler has done its work.
final class WarmUp {
  private static final int STEP_SECONDS = 3;
  private static final int FEWEST_STEPS = 8;
  private static final int MOST_STEPS = 40;

  /// Share of one processor below which the compiler counts as done.
  private static final double DONE = 0.02;

  private WarmUp() {}

  /// Both kinds of connection in turns, 24 s at least and 2 min at most; says how long it took and
  /// what the compiler still took at its end.
  static void until(Gateway gateway, Customers customers) throws IOException, InterruptedException {
    double share = 1;
    double last = 1;
    int step = 0;
    while (step < FEWEST_STEPS || step < MOST_STEPS && Math.max(share, last) > DONE) {
      last = share;
      share = step(gateway, customers, step);
      step++;
    }
    System.err.printf(
        Locale.ROOT,
        "  warm after %d s, when the compiler took %.1f %% of a processor%n",
        step * STEP_SECONDS,
        100 * Math.max(share, last));
  }

  private static double step(Gateway gateway, Customers customers, int step)
      throws IOException, InterruptedException {
    int perConnection = GrowthBench.PER_CONNECTION.get(step % GrowthBench.PER_CONNECTION.size());
    Measured.Point point =
        new Measured.Point(perConnection, GrowthBench.USUAL_SESSIONS, customers.count());
    try (Load load =
        Load.start(gateway.port(), point.sessions(), point.perConnection(), customers)) {
      Measured measured = GrowthBench.during(gateway, load, STEP_SECONDS, point);
      return measured.used().compiler() / measured.seconds();
    }
  }
}
