package weir.cli.accounts;

import java.io.PrintWriter;
import java.util.List;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// What an account has and had, for people.
record HasTable(PrintWriter out, Style style) {

  /// @param all of which some are shown
  void print(List<Has> all, List<Has> shown) {
    out.println();
    if (all.isEmpty()) {
      out.println("The directory knows of no login, user, path or network of it.");
      out.println();
      return;
    }
    Table table = new Table("", "HAS", "SINCE", "UNTIL");
    shown.forEach(has ->
        table.row(
            Shown.text(has.identity()),
            has.from().map(Times::seconds).orElse("-"),
            has.to().map(Times::seconds).orElse("still")));
    table.print(out, style);
    if (all.size() > shown.size()) {
      out.println(
          "%,d more of %,d (--identities %d)"
              .formatted(all.size() - shown.size(), all.size(), all.size()));
    }
    out.println();
  }
}
