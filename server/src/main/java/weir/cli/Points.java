package weir.cli;

import java.util.Locale;

/// The points of a score for people.
final class Points {
  private Points() {}

  /// `3`, `2.5`.
  static String text(double score) {
    return String.format(Locale.ROOT, "%.1f", score).replaceFirst("\\.0$", "");
  }
}
