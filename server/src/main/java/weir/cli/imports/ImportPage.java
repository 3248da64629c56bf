package weir.cli.imports;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Warnings;
import weir.config.Mistake;
import weir.imports.Draft;
import weir.imports.Ledger;
import weir.imports.Remark;

/// What came of an import: files, what is to be known, how many lines went where.
final class ImportPage {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final Style style;

  ImportPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /// @param written `weir.toml` first
  /// @param warnings what the checker found that is no mistake
  void print(Draft draft, List<Path> written, List<Mistake> mistakes, List<String> warnings) {
    for (Remark.Kind kind : Remark.Kind.values()) {
      List<Remark> remarks =
          draft.remarks().stream().filter(remark -> remark.kind() == kind).toList();
      if (!remarks.isEmpty()) {
        out.println(style.bold(kind.heading()));
        remarks.forEach(remark -> paragraph(remark.text()));
        out.println();
      }
    }
    counts(draft.ledger());
    written.forEach(file -> out.println("written: " + Shown.text(file.toString())));
    mistakes.forEach(out::println);
    warnings.forEach(each -> out.println(style.doubtful(Shown.text(each))));
    out.println(
        mistakes.isEmpty()
            ? "weir config check: " + style.good("no mistakes") + Warnings.counted(warnings)
            : style.bad("weir config check finds mistakes: " + mistakes.size()));
  }

  private void counts(Ledger ledger) {
    out.println(
        "%d %s read: %d carried over, %d stay with the mail server behind, %d not carried over, %d say nothing"
            .formatted(
                ledger.size(),
                ledger.size() == 1 ? "line" : "lines",
                ledger.count(Ledger.Fate.CARRIED),
                ledger.count(Ledger.Fate.STAYS),
                ledger.count(Ledger.Fate.LEFT_OUT),
                ledger.count(Ledger.Fate.SAYS_NOTHING)));
  }

  private void paragraph(String text) {
    StringBuilder line = new StringBuilder("  - ");
    int begun = line.length();
    for (String word : Shown.text(text).split(" ", -1)) {
      if (line.length() > begun && line.length() + word.length() + 1 > WIDTH) {
        out.println(line);
        line = new StringBuilder("    ");
        begun = line.length();
      }
      line.append(line.length() > begun ? " " : "").append(word);
    }
    out.println(line);
  }
}
