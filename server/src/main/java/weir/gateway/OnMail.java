package weir.gateway;

import java.util.Optional;
import weir.enforce.Enforcement;
import weir.smtp.Command;
import weir.smtp.Reply;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// MAIL: a transaction begins.
final class OnMail {
  private static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Sender ok");

  private final Talk talk;

  OnMail(Talk talk) {
    this.talk = talk;
  }

  Answer mail(Command.Mail mail) throws InterruptedException {
    // RFC 1870 section 6.1: a size known to be too large is refused before the message is sent.
    if (mail.parameters().size().orElse(0) > talk.limits().messageSize().bytes()) {
      return Answer.now(Reply.of(552, "5.3.4", OnData.tooBig(talk.limits())));
    }
    Optional<Reply> obstacle = Routed.noWayOn(talk.site());
    if (obstacle.isPresent()) {
      return Answer.now(obstacle.get());
    }
    Transaction transaction = talk.begin(mail.sender(), mail.parameters());
    talk.inspection().prepare(Stage.MAIL, talk.facts());
    Verdict verdict = talk.inspection().at(Stage.MAIL, talk.facts(), talk.policy());
    if (!verdict.weighed().isEmpty()) {
      talk.judged(Stage.MAIL, "", verdict);
    }
    Enforcement enforcement = talk.gateway.enforcer().enforce(verdict);
    if (enforcement.refusal().isPresent()) {
      transaction.end();
      return new Answer.Say(enforcement.refusal().get(), enforcement.delay());
    }
    transaction.tag(enforcement.fields());
    return new Answer.Say(SENDER_OK, enforcement.delay());
  }
}
