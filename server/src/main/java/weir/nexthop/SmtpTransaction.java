package weir.nexthop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Envelope;
import weir.mail.HeaderField;
import weir.mail.Path;
import weir.smtp.DotWriter;
import weir.smtp.Keyword;
import weir.smtp.Reply;

/// One message on one connection, from the client's identity to the answer after the final dot.
///
/// Where the hop offers PIPELINING all commands up to DATA leave in one write, and a message that
/// fits a buffer leaves with its dot in the next.
final class SmtpTransaction implements HopContact.Conversation<Handover> {

  /// Most recipients sent before their answers are read: their answers fit the socket's buffer, or
  /// both sides could wait for each other (RFC 2920 section 3.1).
  private static final int GROUP = 100;

  /// RFC 5321 section 4.1.1.4.
  private static final int GO_AHEAD = 354;

  private static final Reply NO_UTF8 =
      Reply.of(550, "5.6.7", "The next mail server does not take internationalized addresses");

  private final HopConnection hop;
  private final HopConnector connector;
  private final MailServer settings;
  private final Handing handing;

  private boolean dotSent;
  private boolean reusable;

  SmtpTransaction(HopConnection hop, HopConnector connector, MailServer settings, Handing handing) {
    this.hop = hop;
    this.connector = connector;
    this.settings = settings;
    this.handing = handing;
  }

  /// Whether any octet of the end of the message may have left: there is no second try after it,
  /// only the hop's answer or none (invariant 1).
  @Override
  public boolean isCommitted() {
    return dotSent;
  }

  @Override
  public boolean reusable() {
    return reusable;
  }

  @Override
  public Handover broken(String cause) {
    return new Handover.Failed(
        dotSent ? cause + "; the hop may have the message, a second copy may follow" : cause, true);
  }

  @Override
  public Handover hold() throws IOException {
    if (settings.identity() == HopSettings.Identity.XCLIENT) {
      introduceByXclient();
    }
    if (handing.envelope().needsUtf8() && !hop.extensions().offers(Keyword.SMTPUTF8)) {
      reusable = true;
      return refused(Handover.Where.MAIL, NO_UTF8); // RFC 6531 section 3.5: no downgrade
    }
    long size = handing.content().size();
    List<byte[]> added = new ArrayList<>(handing.added().size());
    for (HeaderField field : handing.added()) {
      byte[] octets = field.bytes();
      added.add(octets);
      size += octets.length;
    }
    Optional<Handover> refusal = offer(size);
    return refusal.isPresent() ? refusal.get() : send(added);
  }

  /// MAIL, RCPT and DATA.
  ///
  /// @return how it was refused; empty where the message is to come
  private Optional<Handover> offer(long size) throws IOException {
    EnvelopeLines lines = new EnvelopeLines(handing, settings.identity(), hop.extensions());
    HopOutput out = hop.output();
    try {
      return hop.extensions().offers(Keyword.PIPELINING)
          ? asGroup(out, lines, size)
          : oneByOne(out, lines, size);
    } finally {
      out.release();
    }
  }

  /// The hop forgets all it knew of the client before, ours included, and greets anew.
  private void introduceByXclient() throws IOException {
    hop.within(settings.limits().commandTimeout(), "XCLIENT");
    if (!hop.extensions().xclient().contains("ADDR")) {
      // without it this client would pass for the one before
      throw new IOException("the hop offers XCLIENT no more on this connection");
    }
    for (String line : ClientAttributes.xclient(handing.client(), hop.extensions().xclient())) {
      HopConnector.accepted(hop.ask(line), "XCLIENT");
    }
    connector.hello(hop);
  }

  private Optional<Handover> asGroup(HopOutput out, EnvelopeLines lines, long size)
      throws IOException {
    hop.within(settings.limits().commandTimeout(), "MAIL, RCPT and DATA");
    List<Envelope.Recipient> recipients = handing.envelope().recipients();
    List<String> forwards = lines.forwards();
    for (String forward : forwards) {
      out.text(forward).endLine();
    }
    lines.mail(out, size);
    int end = group(out, lines, 0);
    for (int i = 0; i < forwards.size(); i++) {
      answer(); // XFORWARD is a courtesy to the hop's log: what it answers decides nothing
    }
    Reply mail = answer();
    Map<Path, Reply> refused = new LinkedHashMap<>();
    for (int i = 0; i < recipients.size(); i++) {
      if (i == end) {
        end = group(out, lines, i);
      }
      note(recipients.get(i), answer(), refused);
    }
    return afterData(mail, refused, hop.reply());
  }

  /// Sends RCPT for the recipients from `from` on that still fit a group, with the last of them
  /// DATA.
  ///
  /// @return the first recipient that is left
  private int group(HopOutput out, EnvelopeLines lines, int from) throws IOException {
    List<Envelope.Recipient> recipients = handing.envelope().recipients();
    int end = Math.min(recipients.size(), from + GROUP);
    for (Envelope.Recipient recipient : recipients.subList(from, end)) {
      lines.recipient(out, recipient);
    }
    if (end == recipients.size()) {
      out.text("DATA").endLine();
    }
    out.flush();
    return end;
  }

  private Optional<Handover> afterData(Reply mail, Map<Path, Reply> refused, Reply data)
      throws IOException {
    Optional<Handover> refusal = refusal(mail, refused);
    boolean goesAhead = data.code() == GO_AHEAD;
    if (refusal.isEmpty() && goesAhead) {
      return Optional.empty();
    }
    if (data.isPositive() || data.isIntermediate() && !goesAhead) {
      throw new IOException("the hop answers nonsense to DATA: " + Reply.cleaned(data));
    }
    if (!goesAhead) {
      // Otherwise only a dot or the end of the connection is left, and a dot would be a message.
      reset();
    }
    return refusal.isPresent() ? refusal : Optional.of(refused(Handover.Where.DATA, data));
  }

  private Optional<Handover> oneByOne(HopOutput out, EnvelopeLines lines, long size)
      throws IOException {
    hop.within(settings.limits().commandTimeout(), "MAIL");
    for (String forward : lines.forwards()) {
      out.text(forward).endLine();
      out.flush();
      answer();
    }
    lines.mail(out, size);
    out.flush();
    Reply mail = answer();
    Map<Path, Reply> refused = new LinkedHashMap<>();
    if (mail.isPositive()) {
      for (Envelope.Recipient recipient : handing.envelope().recipients()) {
        hop.within(settings.limits().commandTimeout(), "RCPT");
        lines.recipient(out, recipient);
        out.flush();
        note(recipient, answer(), refused);
      }
    }
    Optional<Handover> refusal = refusal(mail, refused);
    if (refusal.isPresent()) {
      reset();
      return refusal;
    }
    hop.within(settings.limits().commandTimeout(), "DATA");
    out.text("DATA").endLine();
    out.flush();
    return afterData(mail, refused, hop.reply());
  }

  private Optional<Handover> refusal(Reply mail, Map<Path, Reply> refused) {
    if (!mail.isPositive()) {
      return Optional.of(refused(Handover.Where.MAIL, mail));
    }
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    hop.countError();
    Reply first = refused.values().iterator().next();
    return Optional.of(new Handover.Refused(Handover.Where.RCPT, first, refused));
  }

  private Handover send(List<byte[]> added) throws IOException {
    hop.within(settings.limits().bodyTimeout(), "sending the message");
    try (DotWriter out = hop.message()) {
      for (byte[] field : added) {
        out.write(field, 0, field.length);
      }
      out.content(handing.content());
      if (!handing.clientStillThere().getAsBoolean()) {
        return new Handover.ClientGone();
      }
      hop.within(settings.limits().dotTimeout(), "the answer to the final dot");
      dotSent = true;
      out.finish();
    }
    int recipients = handing.envelope().recipients().size();
    boolean each = settings.protocol() == MailServer.Protocol.LMTP && recipients > 1;
    return each ? verdict(answers(recipients)) : verdict(answers(1).getFirst());
  }

  /// Answers to the final dot, after which the connection stands where a new MAIL may come.
  private List<Reply> answers(int count) throws IOException {
    List<Reply> replies = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      replies.add(answer());
    }
    reusable = true;
    return replies;
  }

  private Handover verdict(Reply reply) {
    if (!reply.isPositive()) {
      return refused(Handover.Where.DOT, reply);
    }
    hop.countMessage();
    return new Handover.Taken(Reply.cleaned(reply), QueueId.in(reply.text()));
  }

  /// LMTP says a last word for each recipient, in their order (RFC 2033 section 4.2).
  private Handover verdict(List<Reply> replies) {
    if (replies.stream().allMatch(Reply::isPositive)) {
      return verdict(replies.getFirst());
    }
    Optional<Reply> taken = replies.stream().filter(Reply::isPositive).findFirst();
    if (taken.isEmpty()) {
      return verdict(foremost(replies));
    }
    hop.countMessage();
    return new Handover.TakenBySome(
        replies.stream().map(Reply::cleaned).toList(), QueueId.in(taken.get().text()));
  }

  /// Where one of them would take it later, the client comes again.
  private static Reply foremost(List<Reply> refusals) {
    return refusals.stream()
        .filter(reply -> !reply.isPermanent())
        .findFirst()
        .orElseGet(refusals::getFirst);
  }

  private void reset() throws IOException {
    hop.within(settings.limits().commandTimeout(), "RSET");
    reusable = hop.ask("RSET").isPositive();
  }

  /// A reply to a command that takes no more than yes or no.
  private Reply answer() throws IOException {
    Reply reply = hop.reply();
    if (reply.isIntermediate()) {
      throw new IOException("the hop answers nonsense: " + Reply.cleaned(reply));
    }
    return reply;
  }

  private static void note(Envelope.Recipient recipient, Reply reply, Map<Path, Reply> refused) {
    if (!reply.isPositive()) {
      refused.putIfAbsent(recipient.path(), Reply.cleaned(reply));
    }
  }

  private Handover refused(Handover.Where where, Reply reply) {
    hop.countError();
    return new Handover.Refused(where, Reply.cleaned(reply), Map.of());
  }
}
