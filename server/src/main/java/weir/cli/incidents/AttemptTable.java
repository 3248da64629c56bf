package weir.cli.incidents;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agents.Attempts;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.uplink.Report;

/// Which scripts of an account tried to reach mail servers past the permitted ones.
final class AttemptTable {
  /// Scripts that are shown, those that tried most.
  private static final int MOST = 10;

  private AttemptTable() {}

  /// By what a desk tells them apart.
  private record Maker(String host, String user, String what, String how) {}

  private static final class Tally {
    private long times;
    private Instant last = Instant.MIN;
    private String to = "";

    void add(Report.Connection seen) {
      times++;
      if (seen.at().isAfter(last)) {
        last = seen.at();
        to = seen.to() + " port " + seen.toPort();
      }
    }
  }

  static void print(Attempts attempts, PrintWriter out, Style style) {
    if (attempts.all().isEmpty()) {
      return;
    }
    Map<Maker, Tally> all = new LinkedHashMap<>();
    attempts
        .all()
        .forEach(each -> all.computeIfAbsent(maker(each), _ -> new Tally()).add(each.connection()));
    out.println();
    out.println(style.bold("Connections past the permitted mail servers"));
    Table table = new Table("", "HOST", "USER", "SCRIPT", "FOUND", "TRIES", "LAST", "TO");
    List<Map.Entry<Maker, Tally>> most = new ArrayList<>(all.entrySet());
    most.sort((a, b) -> Long.compare(b.getValue().times, a.getValue().times));
    for (Map.Entry<Maker, Tally> each : most.subList(0, Math.min(MOST, most.size()))) {
      table.row(
          Shown.text(each.getKey().host()),
          Shown.text(each.getKey().user()),
          Shown.text(each.getKey().what()),
          Shown.text(each.getKey().how()),
          "%,d".formatted(each.getValue().times),
          Times.seconds(each.getValue().last),
          each.getValue().to);
    }
    table.print(out, style);
  }

  private static Maker maker(Attempts.OfHost of) {
    Report.Connection seen = of.connection();
    String user =
        seen.user()
            .or(() ->
                seen.uid().isPresent()
                    ? Optional.of("uid " + seen.uid().getAsLong())
                    : Optional.empty())
            .orElse("passing through");
    String what =
        seen.program()
            .map(it -> it.script().orElseGet(() -> it.command()))
            .orElse("(not looked at)");
    String how = seen.program().flatMap(Report.Program::scriptBy).orElse("");
    return new Maker(of.host(), user, what, how);
  }
}
