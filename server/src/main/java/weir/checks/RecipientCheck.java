package weir.checks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Recipients;
import weir.routing.RecipientAnswer;
import weir.smtp.Reply;
import weir.verdict.CheckResult;
import weir.verdict.Destination;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.ReplyStatus;
import weir.verdict.Stage;

/// Does the recipient exist? Asked now, since later it would cost a bounce to somebody innocent.
final class RecipientCheck implements Check {
  /// Firm: who is let in is let in to those who are there.
  static final FindingKind NO_SUCH_RECIPIENT =
      FindingKind.firm(
          "no-such-recipient",
          "Nobody of that name is here.",
          "No such recipient here, check the address",
          "1.1");

  static final CheckType TYPE = new CheckType("recipient", Stage.RCPT, List.of(NO_SUCH_RECIPIENT));

  private final Recipients recipients;

  RecipientCheck(Recipients recipients) {
    this.recipients = recipients;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) throws InterruptedException {
    if (facts.recipient().isEmpty() || facts.recipient().get().destination() != Destination.OURS) {
      return CheckResult.CLEAR;
    }
    return switch (recipients.ask(facts.recipient().get(), deadline)) {
      case RecipientAnswer.Exists() -> CheckResult.CLEAR;
      case RecipientAnswer.NoSuchUser(var reply) -> absent(reply);
      case RecipientAnswer.Unknown(var cause) -> CheckResult.unknown(cause);
    };
  }

  /// The next hop's no is told with its own codes: they say whether the mailbox is unknown, closed
  /// or full.
  private static CheckResult absent(Optional<Reply> reply) {
    if (reply.isEmpty()) {
      return CheckResult.found(Finding.of(NO_SUCH_RECIPIENT));
    }
    Evidence said = new Evidence("next hop", reply.get().toString());
    if (!reply.get().isPermanent()) {
      return CheckResult.unknown("the next hop does not take it now", said);
    }
    String text = reply.get().text();
    return CheckResult.found(
        Finding.saying(
                NO_SUCH_RECIPIENT,
                text.isBlank() ? NO_SUCH_RECIPIENT.remedy() : text,
                List.of(said))
            .with(status(reply.get())));
  }

  private static ReplyStatus status(Reply reply) {
    String enhanced = Reply.cleaned(reply).enhanced();
    return new ReplyStatus(reply.code(), enhanced.substring(enhanced.indexOf('.') + 1));
  }
}
