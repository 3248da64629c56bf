package weir.check;

import java.util.List;
import weir.verdict.FindingKind;

/// What is known of a check before it is made.
///
/// @param name its table `[checks.NAME]` of the configuration
/// @param kinds everything it can find
public record CheckType(String name, List<FindingKind> kinds) {
  public CheckType {
    kinds = List.copyOf(kinds);
  }
}
