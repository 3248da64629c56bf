package weir.checks;

import java.util.Map;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc("What you said with `weir allow` and `weir block`, which acts at once and for a time.")
public record LeasesSettings(
    @Doc("Whether `weir allow` and `weir block` have an effect.") @Default("true") boolean enabled,
    @Doc("When a blocked client is refused; at `rcpt` postmaster can still be reached.")
        @Default("rcpt")
        Stage at,
    @Doc("You let this client or sender in.") @Default("{exempt = ['all']}")
        Action allowedByOperator,
    @Doc("You keep this client or sender out.") @Default("{reject = true}")
        Action blockedByOperator,
    @Doc("What follows when the entries cannot be read now.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  public LeasesSettings {
    ActingStage.within(at, Stage.MAIL, Stage.RCPT);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        LeasesCheck.ALLOWED_BY_OPERATOR.id(), allowedByOperator,
        LeasesCheck.BLOCKED_BY_OPERATOR.id(), blockedByOperator);
  }
}
