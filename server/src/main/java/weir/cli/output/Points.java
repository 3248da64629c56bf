package weir.cli.output;

import java.util.Locale;

/// The points of a score for people.
public final class Points {
  private Points() {}

  /// `3`, `2.5`.
  public static String text(double score) {
    return String.format(Locale.ROOT, "%.1f", score).replaceFirst("\\.0$", "");
  }
}
