package weir.gateway;

import java.util.Optional;
import weir.enforce.Enforcement;
import weir.journal.Entry;
import weir.mail.Envelope;
import weir.mail.Path;
import weir.routing.Route;
import weir.smtp.Command;
import weir.smtp.Reply;
import weir.verdict.Policy;
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
    // RFC 5321 section 4.5.3.1.10: a limit of ours is 452, the client sends the rest another time.
    // Refused ones count, too, and are not even written down: a million of them must not fill us.
    if (transaction.lines().size() >= talk.limits().recipients()) {
      return Answer.now(Reply.of(452, "4.5.3", "Too many recipients in one transaction"));
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
    Policy policy = routed.policy(talk.facts(), talk.inspection().book().policies());
    Enforcement enforcement = talk.judge(Stage.RCPT, rcpt.recipient().text(), policy);
    if (enforcement.refusal().isPresent()) {
      return new Answer.Say(enforcement.refusal().get(), enforcement.delay());
    }
    Optional<Reply> obstacle = obstacle(transaction, routed.route(), policy);
    if (obstacle.isPresent()) {
      return Answer.now(obstacle.get());
    }
    transaction.accept(
        new Transaction.Accepted(
            new Envelope.Recipient(
                talk.site().routes().mailbox(rcpt.recipient()), rcpt.parameters()),
            routed.facts(),
            Way.of(routed.route(), policy),
            enforcement,
            transaction.lines().size()));
    talk.facts(talk.facts().withAccepted(transaction.acceptedFacts()));
    return new Answer.Say(OwnReplies.RECIPIENT_OK, enforcement.delay());
  }

  /// What stands in the way although nothing speaks against the recipient itself.
  private Optional<Reply> obstacle(Transaction transaction, Route route, Policy policy) {
    Optional<Obstacle> ofTheWay = Obstacle.of(route, talk.site());
    if (ofTheWay.isPresent()) {
      transaction.met(ofTheWay.get());
      return ofTheWay.map(Obstacle::reply);
    }
    return transaction
        .way()
        .flatMap(first ->
            first.keepsApart(
                Way.of(route, policy),
                transaction.accepted().size(),
                transaction.prdr(),
                talk.site()));
  }
}
