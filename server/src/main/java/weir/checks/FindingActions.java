package weir.checks;

import java.util.Map;
import weir.verdict.WhenUnknown;

/// What a table `[checks.NAME]` says of the check's findings.
public interface FindingActions {

  /// By the finding's id, or `id/subject` where one subject has an action of its own.
  Map<String, Action> actions();

  /// What follows when the check could not tell.
  WhenUnknown unknown();
}
