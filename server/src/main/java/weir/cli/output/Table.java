package weir.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows under headings, each column as wide as its widest cell. A row may have lines under it,
/// which keep to no column.
public final class Table {
  private static final String BETWEEN = "  ";

  private final String indent;
  private final List<Row> rows = new ArrayList<>();
  private final int[] widths;

  private record Row(List<String> cells, List<String> under) {}

  public Table(String indent, String... headings) {
    this.indent = indent;
    this.widths = new int[headings.length];
    row(headings);
  }

  public void row(String... cells) {
    if (cells.length != widths.length) {
      throw new IllegalArgumentException(
          "a row of " + widths.length + " cells, not of " + cells.length);
    }
    rows.add(new Row(Arrays.asList(cells), new ArrayList<>()));
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
  }

  /// A line under the last row.
  public void under(String line) {
    rows.getLast().under().add(line);
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  public void print(PrintWriter out, Style style) {
    for (int i = 0; i < rows.size(); i++) {
      String line = indent + line(rows.get(i).cells());
      out.println(i == 0 ? style.bold(line) : line);
      rows.get(i).under().forEach(under -> out.println(indent + BETWEEN + under));
    }
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i));
      if (i < cells.size() - 1) {
        line.append(" ".repeat(widths[i] - cells.get(i).length())).append(BETWEEN);
      }
    }
    return line.toString().stripTrailing();
  }
}
