package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// May this login send as this sender (RFC 6409 section 6.1)?
///
/// The null sender passes: a mail program says with it that a message was read (RFC 8098 section
/// 3), and it claims to be nobody.
final class SenderLoginCheck implements Check {
  static final FindingKind SENDER_NOT_OF_LOGIN =
      FindingKind.of(
          "sender-not-of-login",
          "The sender's address is not one that this login may send as.",
          "Your login may not send as this address, use your own or ask us to add it",
          "7.1");

  static final CheckType TYPE =
      new CheckType("sender-login", Stage.MAIL, List.of(SENDER_NOT_OF_LOGIN));

  private final LoginAddresses addresses;

  SenderLoginCheck(LoginAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.login().isPresent();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.login().isEmpty()
        || facts.sender().isEmpty()
        || !(facts.sender().get().path() instanceof Path.Mailbox sender)) {
      return CheckResult.CLEAR;
    }
    LoginName login = LoginName.of(facts.login().get().name());
    return addresses.allow(login, sender)
        ? CheckResult.CLEAR
        : CheckResult.found(
            Finding.of(
                SENDER_NOT_OF_LOGIN,
                new Evidence("login", login.key()),
                new Evidence("sender", sender.key())));
  }
}
