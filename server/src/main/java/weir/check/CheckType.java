package weir.check;

import java.util.List;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// What is known of a check before it is made.
///
/// @param name its table `[checks.NAME]` of the configuration
/// @param facts from this stage on its facts are complete, see [Check#facts]
/// @param kinds everything it can find
public record CheckType(String name, Stage facts, List<FindingKind> kinds) {
  public CheckType {
    kinds = List.copyOf(kinds);
  }
}
