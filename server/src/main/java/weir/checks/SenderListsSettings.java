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
    "Senders that you let in or keep out: addresses, domains and patterns. Who sends under a name proves nothing by it: keep out with it rather than let in.")
public record SenderListsSettings(
    @Doc("Whether the lists below are looked at.") @Default("true") boolean enabled,
    @Doc("When a blocked sender is refused.") @Default("rcpt") Stage at,
    @Doc(
            "The sender is on a list of yours of senders to let in. Anybody can use the name: as shipped it spares from the checks of senders only.")
        @Default("{exempt = ['sender-lists', 'sender-domain']}")
        Action senderAllowed,
    @Doc("The sender is on a list of yours of senders to keep out.") @Default("{reject = true}")
        Action senderBlocked,
    @Doc(
            "What follows when a line asks for the client's name and DNS could not tell. Other lines ask nobody.")
        @Default("open")
        WhenUnknown unknown,
    @SameTable AllowAndBlock lists)
    implements CheckTable, Checked {
  public SenderListsSettings {
    ActingStage.within(at, Stage.MAIL, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return lists.actions(
        SenderListsCheck.SENDER_ALLOWED,
        senderAllowed,
        SenderListsCheck.SENDER_BLOCKED,
        senderBlocked);
  }

  @Override
  public Set<String> subjects() {
    return lists.subjects(SenderListsCheck.SENDER_ALLOWED, SenderListsCheck.SENDER_BLOCKED);
  }

  @Override
  public KeyPath keyOf(String id) {
    return lists.keyOf(id, SenderListsCheck.SENDER_ALLOWED);
  }

  @Override
  public void check(Problems problems) {
    lists.report(Kind.SENDERS, problems);
  }
}
