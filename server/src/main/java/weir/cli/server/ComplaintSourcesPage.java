package weir.cli.server;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import weir.api.ComplaintSource;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// Where complaints are taken from, as a table.
record ComplaintSourcesPage(PrintWriter out, Style style, Instant now) {

  void print(List<ComplaintSource> sources) {
    if (sources.isEmpty()) {
      return;
    }
    out.println();
    Table table =
        new Table(
            "",
            "COMPLAINTS",
            "READS",
            "STATE",
            "READ",
            "LAST TAKEN",
            "TAKEN",
            "COMPLAINTS",
            "VERIFIED",
            "TO BE READ");
    for (ComplaintSource it : sources) {
      table.row(
          Shown.text(it.name()),
          Shown.text(it.reads()),
          it.state(),
          it.lastRead().map(at -> SourcesCommand.ago(at, now)).orElse("-"),
          it.lastTaken().map(at -> SourcesCommand.ago(at, now)).orElse("-"),
          "%,d".formatted(it.taken()),
          "%,d".formatted(it.complaints()),
          "%,d".formatted(it.verified()),
          "%,d".formatted(it.toBeRead()));
    }
    table.print(out, style);
    sources.forEach(this::remarks);
  }

  private void remarks(ComplaintSource it) {
    String name = Shown.text(it.name());
    it.failing()
        .ifPresent(since ->
            out.println(
                style.bad(
                    "%s is not read since %s: %s"
                        .formatted(name, Times.seconds(since), Shown.text(it.why().orElse("-"))))));
    it.left().ifPresent(why -> out.println(style.doubtful(name + ": " + Shown.text(why))));
  }
}
