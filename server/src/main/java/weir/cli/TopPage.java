package weir.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.api.Top;

/// Who is here, on one screen of eighty columns.
record TopPage(PrintWriter out, Style style) {
  private static final String[] HEADINGS = {
    "CLIENT", "NAME", "AT", "OPEN", "SAID", "M/R/X", "PTS", "WAITS"
  };
  private static final int NAME = 1;
  private static final int WIDTH = 80;
  private static final int BETWEEN = 2;
  private static final int CLIENT = 20;
  private static final int SHORTEST_NAME = 6;
  private static final int WORD = 8;
  private static final int REASON = 14;
  private static final int HALF = 38;
  private static final int COUNT = 7;

  void print(Top top) {
    long waiting = top.sessions().stream().filter(it -> it.waiting().isPresent()).count();
    out.println(
        style.bold("weir top")
            + "  %s  %,d open, %,d of them delayed"
                .formatted(Times.seconds(top.at()), top.open(), top.delayed()));
    out.println();
    if (top.sessions().isEmpty()) {
      out.println("Nobody talks with us now.");
    } else {
      sessions(top.sessions());
      int more = top.open() - top.sessions().size();
      if (more > 0) {
        out.println(style.dim("and %,d more; %,d of those shown wait".formatted(more, waiting)));
      }
    }
    out.println();
    rankings(top);
  }

  private void sessions(List<Top.Line> sessions) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADINGS);
    for (Top.Line it : sessions) {
      rows.add(
          new String[] {
            Shown.cut(it.client(), CLIENT),
            Shown.cut(it.login().or(it::name).orElse("-"), WIDTH),
            Shown.cut(at(it), WORD),
            seconds(it.open()),
            it.last().isEmpty() ? "-" : Shown.cut(it.last(), WORD),
            it.messages() + "/" + it.recipients() + "/" + it.refused(),
            points(it.points()),
            it.waiting().map(TopPage::wait).orElse("")
          });
    }
    int room = room(rows);
    Table table = new Table("", HEADINGS);
    rows.stream()
        .skip(1)
        .forEach(row -> {
          row[NAME] = Shown.cut(row[NAME], room);
          table.row(row);
        });
    table.print(out, style);
    out.println(style.dim("M/R/X: messages delivered, recipients named, replies that refused"));
  }

  /// What the other columns leave for the name.
  private static int room(List<String[]> rows) {
    int taken = 0;
    for (int column = 0; column < HEADINGS.length; column++) {
      int its = column;
      if (column != NAME) {
        taken += rows.stream().mapToInt(row -> row[its].length()).max().orElse(0) + BETWEEN;
      }
    }
    return Math.max(WIDTH - taken, SHORTEST_NAME);
  }

  /// The listener, and the role where it is another one.
  private static String at(Top.Line it) {
    return it.listener().equals(it.role()) ? it.listener() : it.listener() + "/" + it.role();
  }

  private static String wait(Top.Wait wait) {
    return Shown.cut(wait.because(), REASON) + " " + seconds(wait.left().plusMillis(999));
  }

  /// `12s`, `3m20`, `2h05`.
  private static String seconds(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%dm%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%dh%02d", seconds / 3_600, seconds % 3_600 / 60);
  }

  private static String points(double points) {
    String text = String.format(Locale.ROOT, "%.1f", points);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /// Two beside each other.
  private void rankings(Top top) {
    List<List<String>> blocks = new ArrayList<>();
    for (Map.Entry<String, List<Top.Place>> each : top.rankings().entrySet()) {
      if (!each.getValue().isEmpty()) {
        blocks.add(block(each.getKey(), each.getValue()));
      }
    }
    if (blocks.isEmpty()) {
      return;
    }
    long minutes = top.window().toMinutes();
    out.println(
        style.dim("of the last %d to %d minutes; X: refused".formatted(minutes, 2 * minutes)));
    for (int i = 0; i < blocks.size(); i += 2) {
      Optional<List<String>> right =
          i + 1 < blocks.size() ? Optional.of(blocks.get(i + 1)) : Optional.empty();
      beside(blocks.get(i), right.orElse(List.of()));
    }
  }

  private void beside(List<String> left, List<String> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String one = i < left.size() ? left.get(i) : "";
      String other = i < right.size() ? right.get(i) : "";
      String line = (one + " ".repeat(HALF + 2 - one.length()) + other).stripTrailing();
      out.println(i == 0 ? style.bold(line) : line);
    }
  }

  private static List<String> block(String what, List<Top.Place> places) {
    List<String> lines = new ArrayList<>();
    lines.add(row(what.toUpperCase(Locale.ROOT), "", "X"));
    for (Top.Place it : places) {
      lines.add(
          row(Shown.text(it.name()), (it.error() > 0 ? "~" : "") + it.count(), it.refused() + ""));
    }
    return lines;
  }

  private static String row(String name, String count, String refused) {
    int width = HALF - 2 * COUNT;
    String shown = name.length() <= width ? name : name.substring(0, width - 3) + "...";
    return shown
        + " ".repeat(HALF - shown.length() - count.length() - COUNT)
        + count
        + " ".repeat(COUNT - refused.length())
        + refused;
  }
}
