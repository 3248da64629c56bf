package weir.responder;

import java.util.List;
import weir.leases.Enabled;

/// The rules, as whoever carries responses out sees them.
@FunctionalInterface
public interface RulesAsked {
  /// What rules may do from now on.
  void allow(List<Enabled> enabled);

  /// Rules that hold raise their alarms once more, at the next message: something has ended, or
  /// more may be done than before.
  default void askAgain() {}
}
