package weir.cli.imports;

import java.io.PrintWriter;
import java.util.List;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;

/// Where old and new rules differ, as a table.
final class ComparePage {
  private static final int ADDRESS = 32;
  private static final int REASON = 44;

  private final PrintWriter out;
  private final Style style;

  ComparePage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(List<Compared> compared, boolean all) {
    Table table = new Table("", "CLIENT", "FROM", "TO", "OLD", "BY", "NEW", "BY");
    compared.stream().filter(each -> all || each.differs()).forEach(each -> row(table, each));
    if (!table.isEmpty()) {
      table.print(out, style);
    }
    long different = compared.stream().filter(Compared::differs).count();
    out.println(
        different == 0
            ? style.good("no difference") + " in " + compared.size() + " attempts"
            : style.doubtful(different + " of " + compared.size() + " attempts differ"));
  }

  private static void row(Table table, Compared each) {
    table.row(
        Shown.text(each.client()),
        Shown.cut("<" + each.from() + ">", ADDRESS),
        Shown.cut("<" + each.to() + ">", ADDRESS),
        each.oldOutcome(),
        Shown.cut(each.oldBecause(), REASON),
        each.verdict(),
        Shown.cut(each.because(), REASON));
  }
}
