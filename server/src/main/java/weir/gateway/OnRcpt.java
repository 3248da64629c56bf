package weir.gateway;

import java.util.Optional;
import weir.enforce.Enforcement;
import weir.journal.Entry;
import weir.mail.Envelope;
import weir.mail.Path;
import weir.smtp.Command;
import weir.smtp.Reply;
import weir.verdict.Stage;

/// RCPT: each recipient gets its own answer, by its own policy.
final class OnRcpt {
  private final Talk talk;

  OnRcpt(Talk talk) {
    this.talk = talk;
  }

  Answer rcpt(Command.Rcpt rcpt) throws InterruptedException {
    Transaction transaction = talk.transaction().orElseThrow();
    talk.facts(talk.facts().withRecipientCounted());
    talk.tally(talk.tally().recipient());
    Optional<Reply> objection = OwnReplies.toRcpt(talk.facts(), talk.site());
    if (objection.isPresent()) {
      // Not even written down: a million of them must not fill us.
      return Answer.now(objection.get());
    }
    Answer.Say answer = decide(transaction, rcpt);
    Reply reply = answer.reply();
    transaction.answered(
        new Entry.RecipientLine(
            rcpt.recipient().text(), reply.code(), talk.identified(reply).toString()));
    if (reply.isPermanent()) {
      talk.facts(talk.facts().withCounts(talk.facts().counts().withRefusedRecipient()));
    }
    return answer;
  }

  private Answer.Say decide(Transaction transaction, Command.Rcpt rcpt)
      throws InterruptedException {
    if (rcpt.recipient() instanceof Path.Null) {
      return Answer.now(Reply.of(501, "5.1.3", "A recipient has an address"));
    }
    RoutedRecipient routed = RoutedRecipient.of(rcpt.recipient(), talk.facts(), talk.site());
    talk.facts(talk.facts().withRecipient(routed.facts()));
    talk.inspection().forgetFrom(Stage.RCPT);
    Enforcement enforcement = talk.judge(Stage.RCPT, rcpt.recipient().text(), routed.policy());
    if (enforcement.refusal().isPresent()) {
      return new Answer.Say(enforcement.refusal().get(), enforcement.delay());
    }
    Optional<Obstacle> obstacle =
        routed.obstacle(
            transaction.way(),
            transaction.accepted().size(),
            transaction.prdr(),
            transaction.parameters().size(),
            talk.site());
    if (obstacle.isPresent()) {
      transaction.met(obstacle.get());
      return Answer.now(obstacle.get().reply());
    }
    transaction.accept(
        new Transaction.Accepted(
            new Envelope.Recipient(
                talk.site().routes().mailbox(rcpt.recipient()), rcpt.parameters()),
            routed.facts(),
            routed.way(),
            enforcement,
            transaction.lines().size()));
    talk.facts(talk.facts().withAccepted(transaction.acceptedFacts()));
    return new Answer.Say(OwnReplies.RECIPIENT_OK, enforcement.delay());
  }
}
