package weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows under headings, each column as wide as its widest cell.
final class Table {
  private static final String BETWEEN = "  ";

  private final String indent;
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  Table(String indent, String... headings) {
    this.indent = indent;
    this.widths = new int[headings.length];
    row(headings);
  }

  void row(String... cells) {
    if (cells.length != widths.length) {
      throw new IllegalArgumentException(
          "a row of " + widths.length + " cells, not of " + cells.length);
    }
    rows.add(Arrays.asList(cells));
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  void print(PrintWriter out, Style style) {
    for (int i = 0; i < rows.size(); i++) {
      String line = indent + line(rows.get(i));
      out.println(i == 0 ? style.bold(line) : line);
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
