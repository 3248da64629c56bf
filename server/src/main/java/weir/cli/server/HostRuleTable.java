package weir.cli.server;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import weir.api.Status;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// For how many sessions host rules won, those that did for the fewest first.
record HostRuleTable(PrintWriter out, Style style) {
  /// Lines at most; `--json` has them all.
  private static final int MOST = 8;

  void print(Status.HostRules it) {
    List<Status.HostRule> rules = it.rules();
    Table table = new Table("", "HOST RULE", "WON", "ITS TEXT");
    rules.stream()
        .sorted(Comparator.comparingLong(Status.HostRule::won))
        .limit(MOST)
        .forEach(each ->
            table.row(
                Shown.text(each.place()), "%,d".formatted(each.won()), Shown.text(each.text())));
    out.println();
    table.print(out, style);
    if (rules.size() > MOST) {
      out.println("and %,d that won as often or more, see --json".formatted(rules.size() - MOST));
    }
    out.println(
        "%,d of %,d host rules never won since their files were read at %s"
            .formatted(
                rules.stream().filter(each -> each.won() == 0).count(),
                rules.size(),
                Times.seconds(it.since())));
  }
}
