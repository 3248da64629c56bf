package weir.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
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
    @Doc("Lists of names that are let in.") List<OwnList> allow,
    @Doc("Lists of names that are kept out.") List<OwnList> block,
    @Doc(
            "What the client calls itself is on a list of yours of names to let in. Anybody can use the name: as shipped it spares from the checks of names only.")
        @Default("{exempt = ['helo-lists', 'helo']}")
        Action heloAllowed,
    @Doc("What the client calls itself is on a list of yours of names to keep out.")
        @Default("{reject = true}")
        Action heloBlocked,
    @Doc(
            "What follows when a line asks for the client's name and DNS could not tell. Other lines ask nobody.")
        @Default("open")
        WhenUnknown unknown)
    implements FindingActions, Checked {
  public HeloListsSettings {
    ActingStage.within(at, Stage.HELO, Stage.MESSAGE);
    allow = List.copyOf(allow);
    block = List.copyOf(block);
  }

  @Override
  public Map<String, Action> actions() {
    return ListActions.of(
        HeloListsCheck.HELO_ALLOWED,
        heloAllowed,
        allow,
        HeloListsCheck.HELO_BLOCKED,
        heloBlocked,
        block);
  }

  @Override
  public Set<String> subjects() {
    return ListActions.subjects(
        HeloListsCheck.HELO_ALLOWED, allow, HeloListsCheck.HELO_BLOCKED, block);
  }

  @Override
  public KeyPath keyOf(String id) {
    return ListActions.keyOf(id, allow, block);
  }

  @Override
  public void check(Problems problems) {
    OwnList.report(allow, "allow", Kind.NAMES, problems);
    OwnList.report(block, "block", Kind.NAMES, problems);
  }
}
