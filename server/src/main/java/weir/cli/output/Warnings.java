package weir.cli.output;

import java.util.List;

/// Warnings about a configuration, as the line counts them that says how a check of it ended.
public final class Warnings {
  private Warnings() {}

  /// What follows the number of mistakes; nothing where there is no warning.
  public static String counted(List<String> warnings) {
    return switch (warnings.size()) {
      case 0 -> "";
      case 1 -> ", 1 warning";
      default -> ", " + warnings.size() + " warnings";
    };
  }
}
