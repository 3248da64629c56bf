package weir.checks;

import java.util.Map;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Clients that send commands together without leave (RFC 2920 section 3.1). Mostly bots, but some devices and old programs too: as shipped it gives points only.")
public record PipeliningSettings(
    @Doc("Whether it is looked for.") @Default("true") boolean enabled,
    @Doc(
            "When it acts. What comes after is not seen: `message` also sees a message sent along with DATA.")
        @Default("rcpt")
        Stage at,
    @Doc("The client sent commands together that it had no leave to.") @Default("{score = 2}")
        Action unauthorizedPipelining,
    @Doc("Never happens: we see it ourselves.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  public PipeliningSettings {
    ActingStage.within(at, Stage.HELO, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(PipeliningCheck.UNAUTHORIZED_PIPELINING.id(), unauthorizedPipelining);
  }
}
