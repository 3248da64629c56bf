package weir.checks;

import java.util.List;
import java.util.Optional;
import weir.hostrules.Decision;
import weir.hostrules.Rule;

/// What both kinds of files say of a client: tcpd stood in front of tcpserver, so whoever one of
/// them denies is out.
record HostRuleDecision(Decision access, Decision tcprules) {

  List<Decision> both() {
    return List.of(access, tcprules);
  }

  /// What keeps the client out for certain.
  Optional<Decision> denied() {
    return both().stream().filter(Decision.Denied.class::isInstance).findFirst();
  }

  /// Why the decision is open, where it hangs on the client's name.
  Optional<String> cause() {
    for (Decision each : both()) {
      if (each instanceof Decision.CouldNotTell(var cause, var _)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /// Whether to know the client's name could change it.
  boolean isUnsure() {
    return denied().isEmpty() && cause().isPresent();
  }

  /// The rules that won, tcp_wrappers first.
  List<Rule> winners() {
    return both().stream().flatMap(each -> each.winner().stream()).toList();
  }

  boolean letsIn() {
    return both().stream().anyMatch(Decision.Allowed.class::isInstance);
  }
}
