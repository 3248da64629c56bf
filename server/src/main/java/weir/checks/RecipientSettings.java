package weir.checks;

import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc("Does the recipient exist? Who is asked, each domain says under [domains].")
public record RecipientSettings(
    @Doc(
            "Nobody of that name is here. Refused at once, so that no bounce has to be sent later; it cannot be exempted from.")
        @Default("{reject = true}")
        Action noSuchRecipient,
    @Doc("What follows when the list or the next hop cannot be asked now.") @Default("defer")
        WhenUnknown unknown)
    implements CheckTable {
  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(RecipientCheck.NO_SUCH_RECIPIENT.id(), noSuchRecipient);
  }
}
