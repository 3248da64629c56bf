package weir.bench.growth;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What was measured, as text.
final class Table {
  private static final String HEAD =
      "a connection,sessions,customers,seconds,messages,messages/s,gateway ms/1000,"
          + "compiler ms/1000,gateway cores,load cores,other cores,idle cores\n";

  private Table() {}

  /// A row for each point; every number is a median of its own.
  static String of(List<Runs> points) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                "%12s %8s %9s %10s %10s %10s   %s%n",
                "a connection",
                "sessions",
                "customers",
                "messages/s",
                "ms/1,000",
                "compiler",
                "processors: gateway, load, others, idle; limit"));
    for (Runs runs : points) {
      table.append(
          String.format(
              Locale.ROOT,
              "%12d %8d %9d %10.0f %10.0f %10.1f   %.2f %.2f %.2f %.2f %s%n",
              runs.point().perConnection(),
              runs.point().sessions(),
              runs.point().customers(),
              runs.median(Measured::perSecond),
              runs.median(Measured::cpuMillis),
              runs.median(Measured::compilerMillis),
              cores(runs, Processors::gateway),
              cores(runs, Processors::load),
              cores(runs, Processors::others),
              cores(runs, Processors::idle),
              runs.limit()));
    }
    return table.toString();
  }

  private static double cores(Runs runs, ToDoubleFunction<Processors> part) {
    return runs.median(run -> run.cores(part));
  }

  /// A row for each run, in their order.
  static String csv(List<Measured> all) {
    return all.stream().map(Table::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Measured m) {
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%.2f,%d,%.0f,%.1f,%.1f,%.2f,%.2f,%.2f,%.2f%n",
        m.point().perConnection(),
        m.point().sessions(),
        m.point().customers(),
        m.seconds(),
        m.messages(),
        m.perSecond(),
        m.cpuMillis(),
        m.compilerMillis(),
        m.cores(Processors::gateway),
        m.cores(Processors::load),
        m.cores(Processors::others),
        m.cores(Processors::idle));
  }
}
