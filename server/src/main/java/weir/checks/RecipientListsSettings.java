package weir.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.config.SameTable;
import weir.listfile.Kind;
import weir.listfile.PairFile;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Recipients that take mail from everybody, and recipients that take none from outside: addresses, domains and patterns. Postmaster without a domain is never looked up.")
public record RecipientListsSettings(
    @Doc("Whether the lists below are looked at.") @Default("true") boolean enabled,
    @Doc("When a blocked recipient is refused: `rcpt`, nothing else.") @Default("rcpt") Stage at,
    @Doc(
            "Files of pairs between whom no mail passes, `SENDER RECIPIENT` a line; they concern everybody.")
        @MustRead
        List<Path> pairs,
    @Doc(
            "The recipient is on a list of yours of recipients that take all mail, such as an abuse desk. Nobody else can claim that: as shipped it spares from all checks.")
        @Default("{exempt = ['all']}")
        Action recipientAllowed,
    @Doc(
            "The recipient is on a list of yours of recipients that take no mail, such as an internal list.")
        @Default("{reject = true}")
        Action recipientBlocked,
    @Doc("Sender and recipient stand together in a file of `pairs`.") @Default("{reject = true}")
        Action pairBlocked,
    @Doc(
            "What follows when a line asks for the client's name and DNS could not tell. Other lines ask nobody.")
        @Default("open")
        WhenUnknown unknown,
    @SameTable AllowAndBlock lists)
    implements CheckTable, Checked {
  public RecipientListsSettings {
    ActingStage.within(at, Stage.RCPT, Stage.RCPT);
    pairs = List.copyOf(pairs);
  }

  @Override
  public Map<String, Action> actions() {
    Map<String, Action> actions =
        lists.actions(
            RecipientListsCheck.RECIPIENT_ALLOWED,
            recipientAllowed,
            RecipientListsCheck.RECIPIENT_BLOCKED,
            recipientBlocked);
    actions.put(RecipientListsCheck.PAIR_BLOCKED.id(), pairBlocked);
    return actions;
  }

  @Override
  public Set<String> subjects() {
    return lists.subjects(
        RecipientListsCheck.RECIPIENT_ALLOWED, RecipientListsCheck.RECIPIENT_BLOCKED);
  }

  @Override
  public KeyPath keyOf(String id) {
    return lists.keyOf(id, RecipientListsCheck.RECIPIENT_ALLOWED);
  }

  @Override
  public void check(Problems problems) {
    lists.report(Kind.RECIPIENTS, problems);
    for (int i = 0; i < pairs.size(); i++) {
      KeyPath at = KeyPath.of("pairs").item(i);
      if (problems.isKnown(at)) {
        PairFile.read(pairs.get(i)).mistakes().forEach(mistake -> problems.add(at, mistake));
      }
    }
  }
}
