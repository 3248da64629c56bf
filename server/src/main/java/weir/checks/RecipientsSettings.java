package weir.checks;

import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.config.Told;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc("How many recipients a stranger may name, and how many who are not there.")
public record RecipientsSettings(
    @Doc("Whether recipients are counted; `recipients` under [limits] always holds.")
        @Default("true")
        boolean enabled,
    @Told("Recipients that a message from outside may have in one go")
        @Doc(
            "Recipients that a stranger may name in one transaction, whatever they are answered (RFC 5321 section 4.5.3.1.8 asks for 100).")
        @Default("500")
        @Range(from = "100")
        int most,
    @Doc("Recipients of a session that may be refused before we hang up.")
        @Default("10")
        @Range(from = "1")
        int mostRefused,
    @Doc("More than `most` recipients. A mail server sends the rest in another transaction.")
        @Default("{defer = true}")
        Action tooManyRecipients,
    @Doc(
            "`most-refused` recipients of the session were refused: somebody guesses names. It cannot be exempted from.")
        @Default("{close = true}")
        Action tooManyRefusedRecipients,
    @Doc("Never happens: we count ourselves.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        RecipientsCheck.TOO_MANY_RECIPIENTS.id(), tooManyRecipients,
        RecipientsCheck.TOO_MANY_REFUSED_RECIPIENTS.id(), tooManyRefusedRecipients);
  }
}
