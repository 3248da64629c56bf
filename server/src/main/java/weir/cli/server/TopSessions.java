package weir.cli.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import weir.api.Top;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;

/// The open sessions as a table that fits into the width: on a wide terminal words are whole, on a
/// narrow one they are cut, and then columns are left out.
///
/// @param width columns of the terminal
record TopSessions(Style style, int width) {
  private static final List<String> HEADINGS =
      List.of("CLIENT", "NAME", "AT", "OPEN", "SAID", "M/R/X", "PTS", "WAITS");
  private static final int NAME = 1;
  private static final String COUNTS = "M/R/X";
  private static final int BETWEEN = 2;
  private static final int SHORTEST_NAME = 6;

  /// From the most comfortable to the one for the narrowest terminal.
  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout(39, 16, 30, 24, Set.of()),
          new Layout(20, 8, 14, SHORTEST_NAME, Set.of()),
          new Layout(20, 8, 14, SHORTEST_NAME, Set.of("PTS")),
          new Layout(20, 8, 14, SHORTEST_NAME, Set.of("PTS", COUNTS)),
          new Layout(20, 8, 14, SHORTEST_NAME, Set.of("PTS", COUNTS, "SAID")),
          new Layout(20, 8, 14, SHORTEST_NAME, Set.of("PTS", COUNTS, "SAID", "AT")));

  /// @param client characters of an address at most; `word` of the listener and of the command,
  ///   `reason` of why somebody waits
  /// @param name characters that the name must have for this layout to be taken
  /// @param without columns that are left out
  private record Layout(int client, int word, int reason, int name, Set<String> without) {
    String[] row(Top.Line it) {
      return new String[] {
        Shown.cut(it.client(), client),
        it.login().or(it::name).orElse("-"),
        Shown.cut(at(it), word),
        time(it.open()),
        it.last().isEmpty() ? "-" : Shown.cut(it.last(), word),
        it.messages() + "/" + it.recipients() + "/" + it.refused(),
        points(it.points()),
        it.waiting().map(this::wait).orElse("")
      };
    }

    private String wait(Top.Wait wait) {
      return Shown.cut(wait.because(), reason) + " " + time(wait.left().plusMillis(999));
    }

    boolean has(int column) {
      return !without.contains(HEADINGS.get(column));
    }

    String[] kept(String[] row) {
      List<String> cells = new ArrayList<>(row.length);
      for (int column = 0; column < row.length; column++) {
        if (has(column)) {
          cells.add(row[column]);
        }
      }
      return cells.toArray(String[]::new);
    }

    /// What the other columns leave of `width` for the name.
    int room(List<String[]> rows, int width) {
      int room = width;
      for (int column = 0; column < HEADINGS.size(); column++) {
        if (column != NAME && has(column)) {
          int its = column;
          int widest = rows.stream().mapToInt(row -> row[its].length()).max().orElse(0);
          room -= Math.max(widest, HEADINGS.get(column).length()) + BETWEEN;
        }
      }
      return room;
    }
  }

  void print(List<Top.Line> sessions, PrintWriter out) {
    for (Layout layout : LAYOUTS) {
      List<String[]> rows = sessions.stream().map(layout::row).toList();
      int room = layout.room(rows, width);
      if (room >= layout.name() || layout.equals(LAYOUTS.getLast())) {
        print(layout, rows, Math.max(room, SHORTEST_NAME), out);
        return;
      }
    }
  }

  private void print(Layout layout, List<String[]> rows, int room, PrintWriter out) {
    Table table = new Table("", layout.kept(HEADINGS.toArray(String[]::new)));
    for (String[] row : rows) {
      row[NAME] = Shown.cut(row[NAME], room);
      table.row(layout.kept(row));
    }
    table.print(out, style);
    if (!layout.without().contains(COUNTS)) {
      out.println(style.dim("M/R/X: messages delivered, recipients named, replies that refused"));
    }
  }

  /// The listener, and the role where it is another one.
  private static String at(Top.Line it) {
    return it.listener().equals(it.role()) ? it.listener() : it.listener() + "/" + it.role();
  }

  /// `12s`, `3m20`, `2h05`.
  private static String time(Duration time) {
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
}
