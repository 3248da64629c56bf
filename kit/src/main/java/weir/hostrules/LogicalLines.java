package weir.hostrules;

import java.util.ArrayList;
import java.util.List;

/// Lines of hosts.allow as tcp_wrappers read them: `\` before the end of a line joins it to the
/// next.
final class LogicalLines {
  private LogicalLines() {}

  /// @param number of its first line, from 1
  /// @param complete whether it is not too long and has an end of line
  record Line(int number, String text, boolean complete) {}

  static List<Line> of(String text) {
    List<Line> lines = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int number = 0;
    int first = 1;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      number++;
      at = end < 0 ? text.length() : end + 1;
      boolean continued = end >= 0 && line.endsWith("\\");
      joined.append(continued ? line.substring(0, line.length() - 1) : line);
      if (!continued || at == text.length()) {
        boolean complete =
            end >= 0 && !continued && joined.length() < HostsAccessReader.LONGEST_LINE;
        lines.add(new Line(first, joined.toString(), complete));
        joined.setLength(0);
        first = number + 1;
      }
    }
    return lines;
  }
}
