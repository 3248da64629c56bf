package weir.checks;

import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc("Mail through us to domains that are not ours. It is always refused; only how can be chosen.")
public record RelaySettings(
    @Doc(
            "A stranger wants mail sent elsewhere through us. Must reject or close, and cannot be exempted from.")
        @Default("{reject = true}")
        Action relayDenied)
    implements CheckTable {
  public RelaySettings {
    requireRefusal(relayDenied);
  }

  /// Nothing in a configuration opens the relay.
  ///
  /// @throws IllegalArgumentException when the action would let mail through
  public static void requireRefusal(Action relayDenied) {
    if (relayDenied.observe() || !(relayDenied.reject() || relayDenied.close())) {
      throw new IllegalArgumentException(
          "relay-denied must reject or close: relaying is never open to strangers");
    }
  }

  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(RelayCheck.RELAY_DENIED.id(), relayDenied);
  }

  /// A table of domains that was never read is 451, never 5xx, and no relaying either.
  @Override
  public WhenUnknown unknown() {
    return WhenUnknown.DEFER;
  }
}
