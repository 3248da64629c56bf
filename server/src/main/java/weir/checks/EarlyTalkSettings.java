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
    "Clients that talk before our greeting is complete. No mail server does (RFC 5321 section 3.1), so they are refused.")
public record EarlyTalkSettings(
    @Doc("Whether early talkers are looked for; `greet-pause` of a listener says how long.")
        @Default("true")
        boolean enabled,
    @Doc("When an early talker is refused.") @Default("helo") Stage at,
    @Doc("The client talked before our greeting was complete.") @Default("{reject = true}")
        Action earlyTalker,
    @Doc("Never happens: we see it ourselves.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  public EarlyTalkSettings {
    ActingStage.within(at, Stage.HELO, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(EarlyTalkCheck.EARLY_TALKER.id(), earlyTalker);
  }
}
