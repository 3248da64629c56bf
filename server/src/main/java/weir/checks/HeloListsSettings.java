package weir.checks;

import java.util.Map;
import java.util.Set;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.config.SameTable;
import weir.listfile.Kind;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Names that clients give in HELO and EHLO, and that you let in or keep out. Who says nothing is looked up under the empty name.")
public record HeloListsSettings(
    @Doc("Whether the lists below are looked at.") @Default("true") boolean enabled,
    @Doc(
            "When a blocked name is refused. At `helo` a client is gone before it names anybody; at `rcpt` postmaster can still be reached.")
        @Default("rcpt")
        Stage at,
    @Doc(
            "What the client calls itself is on a list of yours of names to let in. Anybody can use the name: as shipped it spares from the checks of names only.")
        @Default("{exempt = ['helo-lists', 'helo']}")
        Action heloAllowed,
    @Doc("What the client calls itself is on a list of yours of names to keep out.")
        @Default("{reject = true}")
        Action heloBlocked,
    @Doc("Never happens: nobody else is asked.") @Default("open") WhenUnknown unknown,
    @SameTable AllowAndBlock lists)
    implements CheckTable, Checked {
  public HeloListsSettings {
    ActingStage.within(at, Stage.HELO, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return lists.actions(
        HeloListsCheck.HELO_ALLOWED, heloAllowed, HeloListsCheck.HELO_BLOCKED, heloBlocked);
  }

  @Override
  public Set<String> subjects() {
    return lists.subjects(HeloListsCheck.HELO_ALLOWED, HeloListsCheck.HELO_BLOCKED);
  }

  @Override
  public KeyPath keyOf(String id) {
    return lists.keyOf(id, HeloListsCheck.HELO_ALLOWED);
  }

  @Override
  public void check(Problems problems) {
    lists.report(Kind.NAMES, problems);
  }
}
