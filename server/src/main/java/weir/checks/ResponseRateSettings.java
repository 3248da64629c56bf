package weir.checks;

import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Logins of customers that a response lets have so many recipients an hour (`weir respond TARGET throttle`, or a rule that may act).")
public record ResponseRateSettings(
    @Doc("Whether recipients of throttled logins are counted.") @Default("true") boolean enabled,
    @Doc("The login has had the recipients that it may have within an hour.")
        @Default("{defer = true}")
        Action throttledByResponse,
    @Doc("What follows when it cannot be told now how many there were.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable {

  @Override
  public Stage at() {
    return Stage.DATA;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(ResponseRateCheck.THROTTLED_BY_RESPONSE.id(), throttledByResponse);
  }
}
