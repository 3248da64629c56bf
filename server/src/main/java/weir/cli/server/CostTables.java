package weir.cli.server;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import weir.api.Status;
import weir.cli.output.Style;
import weir.cli.output.Table;

/// What rules and checks cost, the dearest first.
record CostTables(PrintWriter out, Style style) {
  /// Lines of each table at most; `--json` has them all.
  private static final int MOST = 8;

  private static final double MILLISECOND = 1_000;

  void print(Status it) {
    rules(it.rules());
    checks(it.checks());
  }

  private void rules(List<Status.RuleCost> rules) {
    Table table = new Table("", "RULE", "CALLS", "MATCHES", "UNKNOWN", "A CALL", "OF ALL RULES");
    rules.stream()
        .sorted(
            Comparator.comparingDouble(Status.RuleCost::share)
                .thenComparingLong(Status.RuleCost::calls)
                .reversed())
        .limit(MOST)
        .forEach(each ->
            table.row(
                each.name(),
                "%,d".formatted(each.calls()),
                "%,d".formatted(each.matches()),
                "%,d".formatted(each.unknown()),
                each.microseconds() == 0 ? "-" : "%,.1f µs".formatted(each.microseconds()),
                each.microseconds() == 0 ? "-" : "%.0f %%".formatted(100 * each.share())));
    print(table, rules.size());
  }

  private void checks(List<Status.CheckCost> checks) {
    List<Status.CheckCost> busy = checks.stream().filter(each -> each.looks() > 0).toList();
    Table table = new Table("", "CHECK", "LOOKS", "WAITED ON AVERAGE");
    busy.stream()
        .sorted(Comparator.comparing(Status.CheckCost::waited).reversed())
        .limit(MOST)
        .forEach(each ->
            table.row(each.name(), "%,d".formatted(each.looks()), time(each.microseconds())));
    print(table, busy.size());
  }

  private static String time(double micros) {
    return micros < MILLISECOND
        ? "%.1f µs".formatted(micros)
        : "%,.1f ms".formatted(micros / MILLISECOND);
  }

  private void print(Table table, int all) {
    if (table.isEmpty()) {
      return;
    }
    out.println();
    table.print(out, style);
    if (all > MOST) {
      out.println("and %,d more, see --json".formatted(all - MOST));
    }
  }
}
