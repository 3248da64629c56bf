package weir.checks;

import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Does the From field belong to the login? What is a login's own is set under `[checks.sender-login]`, enabled or not. It acts when the message is there. As shipped it only observes.")
public record FromLoginSettings(
    @Doc("Whether From fields of customers who logged in are compared with their login.")
        @Default("true")
        boolean enabled,
    @Doc("The From field has an address that is neither the login's own nor one of its `senders`.")
        @Default("{observe = true}")
        Action fromNotOfLogin,
    @Doc("What follows when the From field cannot be read, and no address before that is foreign.")
        @Default("open")
        WhenUnknown unknown)
    implements CheckTable {
  @Override
  public Stage at() {
    return Stage.MESSAGE;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(FromLoginCheck.FROM_NOT_OF_LOGIN.id(), fromNotOfLogin);
  }
}
