package weir.bench.growth;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import weir.bench.growth.Measured.Point;

/// The drawing of all that was measured: CPU above, messages a second below; over sessions on the
/// left, over customers on the right. Rings are medians, dots the single runs.
final class Plot {
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 920 700" font-family="sans-serif" font-size="13">
      <style>
        .page { fill: #ffffff } text { fill: #24292f } .axis { stroke: #57606a } .grid { stroke: #d0d7de }
        .a1 { stroke: #0550ae; fill: #0550ae } .a10 { stroke: #bc4c00; fill: #bc4c00 }
        .curve { fill: none; stroke-width: 2 } .ring { fill: #ffffff; stroke-width: 2 } .run { stroke: none; opacity: 0.5 }
        text.a1, text.a10 { stroke: #ffffff; stroke-width: 4; paint-order: stroke } .title { font-size: 14px; font-weight: bold }
        @media (prefers-color-scheme: dark) {
          .page { fill: #0d1117 } text { fill: #e6edf3 } .axis { stroke: #8b949e } .grid { stroke: #30363d }
          .a1 { stroke: #79c0ff; fill: #79c0ff } .a10 { stroke: #ffa657; fill: #ffa657 }
          .curve { fill: none } .ring { fill: #0d1117 } text.a1, text.a10 { stroke: #0d1117 }
        }
      </style>
      <rect class="page" width="920" height="700"/>
      """;
  private static final Map<Integer, String> LEGEND =
      Map.of(1, "one message a connection", 10, "ten messages a connection");

  private final List<Runs> all;

  private Plot(List<Runs> all) {
    this.all = all;
  }

  static String of(List<Runs> all) {
    return HEAD + legend() + new Plot(all).panels() + "</svg>\n";
  }

  private static String legend() {
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < GrowthBench.PER_CONNECTION.size(); i++) {
      int perConnection = GrowthBench.PER_CONNECTION.get(i);
      int x = 70 + 230 * i;
      svg.append(
          "<circle class=\"%s ring\" cx=\"%d\" cy=\"26\" r=\"4\"/>%n"
              .formatted(style(perConnection), x));
      svg.append(Panel.text(style(perConnection), x + 12, 30, "start", LEGEND.get(perConnection)));
    }
    return svg.append(
            Panel.text("", 890, 30, "end", "4 kB a message; ring: median, dots: single runs"))
        .toString();
  }

  private String panels() {
    Along sessions =
        new Along(
            70,
            "sessions at the same time, for one customer",
            GrowthBench.SESSIONS,
            (perConnection, number) -> new Point(perConnection, number, 1));
    Along customers =
        new Along(
            520,
            "customers, each with its own policy; %d sessions"
                .formatted(GrowthBench.USUAL_SESSIONS),
            GrowthBench.CUSTOMERS,
            (perConnection, number) ->
                new Point(perConnection, GrowthBench.USUAL_SESSIONS, number));
    List<Along> both = List.of(sessions, customers);
    return row(both, 80, "gateway's CPU, ms for 1,000 messages", Measured::cpuMillis)
        + row(both, 405, "messages a second", Measured::perSecond);
  }

  /// What grows from left to right.
  private record Along(int left, String what, List<Integer> numbers, Points points) {}

  private interface Points {
    Point at(int perConnection, int number);
  }

  /// Panels side by side, on the same scale.
  private String row(List<Along> row, int top, String up, ToDoubleFunction<Measured> value) {
    List<List<Panel.Curve>> curves = row.stream().map(along -> curves(along, value)).toList();
    double most =
        curves.stream().flatMap(List::stream).mapToDouble(Panel.Curve::most).max().orElseThrow();
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      Along along = row.get(i);
      Panel panel = new Panel(along.left(), top, along.what(), along.numbers(), up);
      svg.append(panel.draw(curves.get(i), most));
    }
    return svg.toString();
  }

  private List<Panel.Curve> curves(Along along, ToDoubleFunction<Measured> value) {
    return GrowthBench.PER_CONNECTION.stream().map(n -> curve(along, n, value)).toList();
  }

  private Panel.Curve curve(Along along, int perConnection, ToDoubleFunction<Measured> value) {
    List<Runs> places =
        along.numbers().stream().map(n -> at(along.points().at(perConnection, n))).toList();
    return new Panel.Curve(
        style(perConnection),
        places.stream().map(runs -> runs.median(value)).toList(),
        places.stream().map(runs -> runs.values(value)).toList());
  }

  private Runs at(Point point) {
    return all.stream().filter(runs -> runs.point().equals(point)).findFirst().orElseThrow();
  }

  private static String style(int perConnection) {
    return "a" + perConnection;
  }
}
