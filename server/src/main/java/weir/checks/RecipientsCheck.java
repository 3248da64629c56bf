package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Does a stranger name too many recipients, or too many who are not there?
final class RecipientsCheck implements Check {
  static final FindingKind TOO_MANY_RECIPIENTS =
      FindingKind.firm(
          "too-many-recipients",
          "More recipients were named in one transaction than a stranger may.",
          "Too many recipients, send the rest in another transaction",
          "5.3");
  static final FindingKind TOO_MANY_REFUSED_RECIPIENTS =
      FindingKind.firm(
          "too-many-refused-recipients",
          "Too many recipients of the session were refused: somebody guesses names.",
          "Too many recipients were refused, clean your list",
          "7.0");

  static final CheckType TYPE =
      new CheckType(
          "recipients", Stage.RCPT, List.of(TOO_MANY_RECIPIENTS, TOO_MANY_REFUSED_RECIPIENTS));

  private final RecipientsSettings settings;

  RecipientsCheck(RecipientsSettings settings) {
    this.settings = settings;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !facts.trusted();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    int refused = facts.counts().refusedRecipients();
    if (refused >= settings.mostRefused()) {
      return found(TOO_MANY_REFUSED_RECIPIENTS, "refused", refused, settings.mostRefused());
    }
    return facts.recipientsAsked() > settings.most()
        ? found(TOO_MANY_RECIPIENTS, "recipients", facts.recipientsAsked(), settings.most())
        : CheckResult.CLEAR;
  }

  private static CheckResult found(FindingKind kind, String what, int count, int most) {
    return CheckResult.found(Finding.of(kind, new Evidence(what, count + ", limit " + most)));
  }
}
