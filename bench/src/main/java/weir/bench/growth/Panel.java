package weir.bench.growth;

import java.util.List;
import java.util.Locale;

/// One diagram of the drawing: numbers that grow tenfold from place to place along the bottom, what
/// was measured up from zero.
///
/// @param left of the diagram's own area, as `top` is
/// @param along what the numbers along the bottom are
/// @param up what is measured
record Panel(int left, int top, String along, List<Integer> numbers, String up) {
  static final int WIDTH = 370;
  static final int HEIGHT = 210;

  /// Steps of the scale at most.
  private static final int STEPS = 5;

  /// Room at both ends of the bottom line.
  private static final int MARGIN = 40;

  /// @param style its class in the style sheet
  /// @param medians and `runs`: for each number along the bottom
  record Curve(String style, List<Double> medians, List<List<Double>> runs) {
    double sum() {
      return medians.stream().mapToDouble(Double::doubleValue).sum();
    }

    double most() {
      return runs.stream()
          .flatMap(List::stream)
          .mapToDouble(Double::doubleValue)
          .max()
          .orElseThrow();
    }
  }

  /// @param most the highest value, of neighbours with the same scale too
  String draw(List<Curve> curves, double most) {
    double step = step(most);
    double end = Math.ceil(most * 1.08 / step) * step; // the highest value has its number above it
    StringBuilder svg = new StringBuilder();
    svg.append(text("title", left, top - 14, "start", up));
    for (double value = 0; value <= end; value += step) {
      double y = y(value, end);
      svg.append(line(value == 0 ? "axis" : "grid", y));
      svg.append(text("", left - 8, y + 4, "end", number(value)));
    }
    for (int i = 0; i < numbers.size(); i++) {
      svg.append(text("", x(i), top + HEIGHT + 20, "middle", number(numbers.get(i))));
    }
    svg.append(text("", left + WIDTH / 2.0, top + HEIGHT + 40, "middle", along));
    double highest = curves.stream().mapToDouble(Curve::sum).max().orElseThrow();
    for (Curve curve : curves) {
      svg.append(curve(curve, end, curve.sum() == highest ? -11 : 21));
    }
    return svg.toString();
  }

  /// @param label where the number stands, below its point
  private String curve(Curve curve, double end, int label) {
    StringBuilder path = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < numbers.size(); i++) {
      double x = x(i);
      double y = y(curve.medians().get(i), end);
      path.append(path.isEmpty() ? "M" : " L").append(at("%.0f,%.1f", x, y));
      for (double run : curve.runs().get(i)) {
        String dot = "<circle class=\"run %s\" cx=\"%.0f\" cy=\"%.1f\" r=\"2.5\"/>%n";
        marks.append(at(dot, curve.style(), x, y(run, end)));
      }
      String ring = "<circle class=\"%s ring\" cx=\"%.0f\" cy=\"%.1f\" r=\"4\"/>%n";
      marks.append(at(ring, curve.style(), x, y));
      marks.append(text(curve.style(), x, y + label, "middle", number(curve.medians().get(i))));
    }
    return at("<path class=\"%s curve\" d=\"%s\"/>%n", curve.style(), path) + marks;
  }

  /// 1, 2 or 5 times a power of ten.
  private static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most / STEPS)));
    double factor = most / STEPS / power;
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  private double x(int place) {
    return left + MARGIN + (WIDTH - 2.0 * MARGIN) * place / (numbers.size() - 1);
  }

  private double y(double value, double end) {
    return top + HEIGHT * (1 - value / end);
  }

  private String line(String style, double y) {
    String line = "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n";
    return at(line, style, left, left + WIDTH, y, y);
  }

  static String text(String style, double x, double y, String anchor, String words) {
    String text = "<text class=\"%s\" x=\"%.0f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n";
    return at(text, style, x, y, anchor, words);
  }

  private static String number(double value) {
    return at("%,.0f", value);
  }

  private static String at(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
