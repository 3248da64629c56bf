package weir.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.mail.Authors;
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// May this login name these authors (RFC 6409 sections 6.1 and 8.1, RFC 5322 section 3.6.2)? The
/// same addresses are its own as for the sender.
///
/// A message without a From field names nobody.
final class FromLoginCheck implements Check {
  static final FindingKind FROM_NOT_OF_LOGIN =
      FindingKind.of(
          "from-not-of-login",
          "The From field has an address that this login may not send as.",
          "Your login may not send with this address in From, use your own or ask us to add it",
          "7.1");

  static final CheckType TYPE =
      new CheckType("from-login", Stage.HEADERS, List.of(FROM_NOT_OF_LOGIN));

  private final LoginAddresses addresses;

  FromLoginCheck(LoginAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.login().isPresent() && facts.message().isPresent();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.login().isEmpty() || facts.message().isEmpty()) {
      return CheckResult.clear();
    }
    LoginName login = LoginName.of(facts.login().get().name());
    Authors authors = facts.message().get().authors();
    List<Evidence> evidence = new ArrayList<>(List.of(new Evidence("login", login.key())));
    for (Path.Mailbox author : authors.addresses()) {
      if (!addresses.allow(login, author)) {
        evidence.add(new Evidence("from", author.key()));
      }
    }
    if (evidence.size() > 1) {
      return CheckResult.found(Finding.of(FROM_NOT_OF_LOGIN, evidence.toArray(Evidence[]::new)));
    }
    return authors.unreadable().map(CheckResult::unknown).orElseGet(CheckResult::clear);
  }
}
