package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import weir.mail.Path;
import weir.routing.RecipientAnswer;
import weir.smtp.Keyword;
import weir.smtp.Reply;

/// One question for a recipient on one connection: a transaction that ends before its message.
final class RecipientQuestion implements HopContact.Conversation<RecipientAnswer> {

  private final HopConnection hop;
  private final Path.Mailbox recipient;
  private final Duration time;
  private boolean reusable;

  RecipientQuestion(HopConnection hop, Path.Mailbox recipient, Duration time) {
    this.hop = hop;
    this.recipient = recipient;
    this.time = time;
  }

  /// A question changes nothing.
  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public boolean reusable() {
    return reusable;
  }

  @Override
  public RecipientAnswer broken(String cause) {
    return new RecipientAnswer.Unknown(cause);
  }

  @Override
  public RecipientAnswer hold() throws IOException {
    RecipientAnswer answer = ask();
    hop.countMessage();
    return answer;
  }

  private RecipientAnswer ask() throws IOException {
    if (recipient.needsUtf8() && !hop.extensions().offers(Keyword.SMTPUTF8)) {
      reusable = true;
      return new RecipientAnswer.Unknown("the hop takes no internationalized addresses");
    }
    String mail = recipient.needsUtf8() ? "MAIL FROM:<> SMTPUTF8" : "MAIL FROM:<>";
    String rcpt = "RCPT TO:<" + recipient.text() + ">";
    hop.within(time, "asking for a recipient");
    return hop.extensions().offers(Keyword.PIPELINING) ? asGroup(mail, rcpt) : oneByOne(mail, rcpt);
  }

  private RecipientAnswer asGroup(String mail, String rcpt) throws IOException {
    HopOutput out = hop.output();
    try {
      out.text(mail).endLine().text(rcpt).endLine().text("RSET").endLine();
      out.flush();
    } finally {
      out.release();
    }
    Reply toMail = hop.reply();
    Reply toRcpt = hop.reply();
    reusable = hop.reply().isPositive();
    return meaning(toMail, toRcpt);
  }

  private RecipientAnswer oneByOne(String mail, String rcpt) throws IOException {
    Reply toMail = hop.ask(mail);
    Reply toRcpt = toMail.isPositive() ? hop.ask(rcpt) : toMail;
    reusable = hop.ask("RSET").isPositive();
    return meaning(toMail, toRcpt);
  }

  /// Only a 5xx to RCPT is a no; what the hop has against the null sender or against us says
  /// nothing of the recipient.
  private RecipientAnswer meaning(Reply toMail, Reply toRcpt) throws IOException {
    if (toMail.isIntermediate() || toRcpt.isIntermediate()) {
      throw new IOException("the hop answers nonsense: " + Reply.cleaned(toRcpt));
    }
    if (!toMail.isPositive()) {
      hop.countError();
      return new RecipientAnswer.Unknown("the hop answers to MAIL: " + Reply.cleaned(toMail));
    }
    if (toRcpt.isPositive()) {
      return new RecipientAnswer.Exists();
    }
    hop.countError();
    Reply reply = Reply.cleaned(toRcpt);
    return reply.isPermanent()
        ? new RecipientAnswer.NoSuchUser(Optional.of(reply))
        : new RecipientAnswer.Unknown("the hop answers: " + reply);
  }
}
