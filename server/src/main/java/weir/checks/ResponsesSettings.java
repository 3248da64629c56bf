package weir.checks;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.check.ResponsesInForce;
import weir.config.Default;
import weir.config.Doc;
import weir.response.Response;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Logins of customers that are locked or held by a response (`weir respond`, or a rule that may act).")
public record ResponsesSettings(
    @Doc("Whether logins that are locked or held are asked about.") @Default("true")
        boolean enabled,
    @Doc("When it acts.") @Default("mail") Stage at,
    @Doc("The login is locked; it is refused at AUTH already where this refuses for good.")
        @Default("{reject = true}")
        Action deniedByResponse,
    @Doc("The mail of this login is kept until somebody decides.") @Default("{quarantine = true}")
        Action heldByResponse,
    @Doc("What follows when it cannot be told now what is done about a login.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable {

  public ResponsesSettings {
    ActingStage.within(at, Stage.MAIL, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        ResponsesCheck.DENIED_BY_RESPONSE.id(), deniedByResponse,
        ResponsesCheck.HELD_BY_RESPONSE.id(), heldByResponse);
  }

  /// Which logins are told at AUTH that they are locked. While that cannot be told, none is: what
  /// follows from that is said at MAIL.
  public Predicate<String> locked(State state, InstantSource clock) {
    if (!enabled || deniedByResponse.observe() || !deniedByResponse.reject()) {
      return _ -> false;
    }
    ResponsesInForce responses = new ResponsesInForce(state, clock);
    return login -> {
      try {
        return responses.of(login).stream()
            .anyMatch(each -> each.response() instanceof Response.DenyLogin);
      } catch (StateUnavailable e) {
        return false;
      }
    };
  }
}
