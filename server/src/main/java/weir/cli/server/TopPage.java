package weir.cli.server;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import weir.api.Top;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;

/// Who is here, on one screen.
///
/// @param columns of the terminal; below [#NARROWEST] lines are longer than it
record TopPage(PrintWriter out, Style style, int columns) {
  private static final int NARROWEST = 60;
  private static final int BETWEEN = 2;
  private static final int COUNT = 7;

  /// A ranking is never narrower.
  private static final int RANKING = 38;

  void print(Top top) {
    headline(top);
    out.println();
    if (top.sessions().isEmpty()) {
      out.println("Nobody talks with us now.");
    } else {
      new TopSessions(style, width()).print(top.sessions(), out);
      int more = top.open() - top.sessions().size();
      if (more > 0) {
        long waiting = top.sessions().stream().filter(it -> it.waiting().isPresent()).count();
        out.println(style.dim("and %,d more; %,d of those shown wait".formatted(more, waiting)));
      }
    }
    out.println();
    rankings(top);
  }

  private int width() {
    return Math.max(columns, NARROWEST);
  }

  private void headline(Top top) {
    String name = "weir top";
    String at = "  " + Times.seconds(top.at());
    String open = "  %,d open, %,d of them delayed".formatted(top.open(), top.delayed());
    out.print(style.bold(name) + at);
    if (name.length() + at.length() + open.length() > width()) {
      out.println();
    }
    out.println(open);
  }

  /// As many beside each other as there is room for.
  private void rankings(Top top) {
    List<Map.Entry<String, List<Top.Place>>> rankings =
        top.rankings().entrySet().stream().filter(each -> !each.getValue().isEmpty()).toList();
    if (rankings.isEmpty()) {
      return;
    }
    long minutes = top.window().toMinutes();
    out.println(
        style.dim(
            "last %d to %d minutes; N: transactions; X: with a refusal"
                .formatted(minutes, 2 * minutes)));
    int abreast = Math.min((width() + BETWEEN) / (RANKING + BETWEEN), rankings.size());
    int each = (width() + BETWEEN) / abreast - BETWEEN;
    List<List<String>> blocks =
        rankings.stream().map(it -> block(it.getKey(), it.getValue(), each)).toList();
    for (int i = 0; i < blocks.size(); i += abreast) {
      beside(blocks.subList(i, Math.min(i + abreast, blocks.size())), each);
    }
  }

  private void beside(List<List<String>> blocks, int each) {
    int lines = blocks.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < lines; i++) {
      StringBuilder line = new StringBuilder();
      for (List<String> block : blocks) {
        String its = i < block.size() ? block.get(i) : "";
        line.append(its).append(" ".repeat(each - its.length() + BETWEEN));
      }
      String text = line.toString().stripTrailing();
      out.println(i == 0 ? style.bold(text) : text);
    }
  }

  private static List<String> block(String what, List<Top.Place> places, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(row(what.toUpperCase(Locale.ROOT), "N", "X", width));
    for (Top.Place it : places) {
      String count = (it.error() > 0 ? "~" : "") + it.count();
      lines.add(row(it.name(), count, Long.toString(it.refused()), width));
    }
    return lines;
  }

  private static String row(String name, String count, String refused, int width) {
    String shown = Shown.cut(name, width - 2 * COUNT);
    return shown
        + " ".repeat(Math.max(1, width - shown.length() - count.length() - COUNT))
        + count
        + " ".repeat(Math.max(1, COUNT - refused.length()))
        + refused;
  }
}
