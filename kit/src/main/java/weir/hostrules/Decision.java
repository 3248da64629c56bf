package weir.hostrules;

import java.util.List;
import java.util.Optional;

/// What a set of rules says of a client, which rule says so, and why that one.
public sealed interface Decision {

  record Allowed(Rule rule, String why) implements Decision {}

  record Denied(Rule rule, String why) implements Decision {}

  /// No rule matches. Both languages let such a client in.
  record NoRule() implements Decision {}

  /// The DNS did not say what the client's name is, and the decision depends on it: one of these
  /// rules would win, and they differ (or none would, and they deny or set something). Never to be
  /// taken for a denial.
  ///
  /// @param cause what failed
  /// @param rules those that might win, at least one
  record CouldNotTell(String cause, List<Rule> rules) implements Decision {
    public CouldNotTell {
      rules = List.copyOf(rules);
    }
  }

  /// The rule that won.
  default Optional<Rule> winner() {
    return switch (this) {
      case Allowed(var rule, var _) -> Optional.of(rule);
      case Denied(var rule, var _) -> Optional.of(rule);
      case NoRule(), CouldNotTell(var _, var _) -> Optional.empty();
    };
  }

  static Decision of(Rule rule, String why) {
    return rule.allows() ? new Allowed(rule, why) : new Denied(rule, why);
  }
}
