package weir.gateway;

import java.util.Optional;
import weir.enforce.Enforcement;
import weir.smtp.Command;
import weir.smtp.Reply;
import weir.verdict.Stage;

/// MAIL: a transaction begins. One that is refused is an idle command: said again and again,
/// whatever the reason, it is no mail.
final class OnMail {
  private final Talk talk;

  OnMail(Talk talk) {
    this.talk = talk;
  }

  Answer mail(Command.Mail mail) throws InterruptedException {
    Transaction transaction = talk.begin(mail.sender(), mail.parameters());
    talk.askHostRules();
    // RFC 1870 section 6.1: a size known to be too large is refused before the message is sent.
    Optional<Reply> objection =
        OwnReplies.toMail(talk.facts(), mail.parameters().size(), talk.site());
    if (objection.isPresent()) {
      transaction.lastReplyNext();
      return Answer.idle(objection.get());
    }
    transaction.prdr(mail.prdr());
    Optional<Obstacle> obstacle = Obstacle.toAll(talk.site());
    if (obstacle.isPresent()) {
      transaction.met(obstacle.get());
      transaction.lastReplyNext();
      return Answer.idle(obstacle.get().reply());
    }
    Enforcement enforcement = talk.judge(Stage.MAIL, "", talk.policy());
    if (enforcement.refusal().isPresent()) {
      transaction.lastReplyNext();
      return new Answer.Say(
          enforcement.refusal().get(), enforcement.delay(), Answer.CountedAs.IDLE);
    }
    talk.noLongerIdle();
    return new Answer.Say(OwnReplies.SENDER_OK, enforcement.delay());
  }
}
