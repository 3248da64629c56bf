package weir.checks;

import java.util.Map;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "What a client calls itself. A name that does not fit its address is no reason to refuse (RFC 5321 section 4.1.4) and is not looked at.")
public record HeloSettings(
    @Doc("Whether the name is looked at.") @Default("true") boolean enabled,
    @Doc("When it acts.") @Default("rcpt") Stage at,
    @Doc(
            "The name is neither a domain nor an address literal. Office devices do that, too: as shipped it gives points only.")
        @Default("{score = 2}")
        Action heloSyntax,
    @Doc("A stranger calls itself by our own name or address.") @Default("{score = 5}")
        Action heloOurs,
    @Doc("Never happens: nobody else is asked.") @Default("open") WhenUnknown unknown)
    implements FindingActions {
  public HeloSettings {
    ActingStage.within(at, Stage.HELO, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        HeloCheck.HELO_SYNTAX.id(), heloSyntax,
        HeloCheck.HELO_OURS.id(), heloOurs);
  }
}
