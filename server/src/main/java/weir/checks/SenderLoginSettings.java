package weir.checks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.MustRead;
import weir.config.Problems;
import weir.mail.Domain;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Does the sender belong to the login? Who logs in may send as itself, within its own domain, and as whatever `senders` says. As shipped it only observes: what your customers send as, only a week of their mail tells.")
public record SenderLoginSettings(
    @Doc("Whether senders of customers who logged in are compared with their login.")
        @Default("true")
        boolean enabled,
    @Doc("When it acts.") @Default("rcpt") Stage at,
    @Doc("What is a login's own without further word: its `domain`, or its `address` only.")
        @Default("domain")
        Own own,
    @Doc("The domain of logins that name none, such as `ann`.") Optional<Domain> loginDomain,
    @Doc(
            "File with further addresses, one login a line: `LOGIN: ADDRESS @DOMAIN ...`; its format is in sender-login.md.")
        @MustRead
        Optional<Path> senders,
    @Doc("The sender is neither the login's own nor one of its `senders`.")
        @Default("{observe = true}")
        Action senderNotOfLogin,
    @Doc("Never happens: nobody else is asked.") @Default("open") WhenUnknown unknown)
    implements CheckTable, Checked {

  /// What a login may send as without further word.
  public enum Own {
    ADDRESS,
    DOMAIN
  }

  public SenderLoginSettings {
    ActingStage.within(at, Stage.MAIL, Stage.MESSAGE);
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(SenderLoginCheck.SENDER_NOT_OF_LOGIN.id(), senderNotOfLogin);
  }

  @Override
  public void check(Problems problems) {
    if (senders.isPresent() && problems.isKnown("senders")) {
      LoginSenders.read(senders.get())
          .mistakes()
          .forEach(mistake -> problems.add("senders", mistake));
    }
  }
}
