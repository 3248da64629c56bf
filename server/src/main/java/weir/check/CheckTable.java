package weir.check;

import java.util.Map;
import java.util.Set;
import weir.config.KeyPath;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// What a table `[checks.NAME]` says of the check and its findings.
public interface CheckTable {

  /// Whether the check is run. Some always are.
  default boolean enabled() {
    return true;
  }

  /// When its answer is waited for and acts.
  Stage at();

  /// By the finding's id, or `id/subject` where one subject has an action of its own.
  Map<String, Action> actions();

  /// Ids with a subject, whether or not one has an action of its own: policies may name them.
  default Set<String> subjects() {
    return Set.of();
  }

  /// Where the action of such an id stands, seen from the table.
  default KeyPath keyOf(String id) {
    return KeyPath.of(id);
  }

  /// What follows when the check could not tell.
  WhenUnknown unknown();

  /// The same by subject, where one has an answer of its own.
  default Map<String, WhenUnknown> unknowns() {
    return Map.of();
  }
}
