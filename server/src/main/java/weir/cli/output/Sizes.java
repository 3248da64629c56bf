package weir.cli.output;

import java.util.Locale;

/// Sizes for people.
public final class Sizes {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB"};
  private static final int STEP = 1_024;

  private Sizes() {}

  /// `0`, `812 bytes`, `1.5 KB`, `36 MB`; a KB is 1024 bytes.
  public static String text(long bytes) {
    if (bytes < STEP) {
      return bytes == 0 ? "0" : bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }
}
