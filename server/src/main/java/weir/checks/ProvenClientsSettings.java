package weir.checks;

import java.time.Duration;
import java.util.Map;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Clients that have proven themselves: their messages were taken on several days, and nothing of theirs was refused. A server of a pool under [checks.greylist] counts as the pool, any other client by its address, of IPv6 its /64. Days are those of UTC.")
public record ProvenClientsSettings(
    @Doc("Whether good clients are remembered.") @Default("true") boolean enabled,
    @Doc("When it acts.") @Default("rcpt") Stage at,
    @Doc("Messages that must have been taken.") @Default("5") @Range(from = "1", to = "1000")
        int messages,
    @Doc("On how many different days.") @Default("3") @Range(from = "1", to = "60") int days,
    @Doc("Of how long a time, in whole days; what is older is forgotten.")
        @Default("30d")
        @Range(from = "1d", to = "60d")
        Duration within,
    @Doc("How long, in whole days, nothing may have been refused.")
        @Default("7d")
        @Range(from = "1d", to = "60d")
        Duration quiet,
    @Doc("The client's mail was good for some days.") @Default("{exempt = ['greylist']}")
        Action provenClient)
    implements CheckTable, Checked {
  public ProvenClientsSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.RCPT);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(ProvenClientsCheck.PROVEN_CLIENT.id(), provenClient);
  }

  /// Never a reason to refuse: nobody is refused for not being known.
  @Override
  public WhenUnknown unknown() {
    return WhenUnknown.OPEN;
  }

  @Override
  public void check(Problems problems) {
    if (days > within.toDays() && problems.isKnown("within")) {
      problems.add("days", "are more than there are within that time");
    }
    if (provenClient.refusal().isPresent() && problems.isKnown("proven-client")) {
      problems.add("proven-client", "refuses whose mail was good");
    }
  }
}
