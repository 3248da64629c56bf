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
import weir.smtp.Extensions;
import weir.smtp.Reply;

/// One message on one connection, from the client's identity to the answer after the final dot.
///
/// Where the hop offers PIPELINING all commands up to DATA leave in one write, and a message that
/// fits a buffer leaves with its dot in the next. An [IOException] means that the connection is of
/// no more use; whether the hop may have the message then, [#dotSent] says.
final class SmtpTransaction {

  /// Most recipients sent before their answers are read: their answers fit the socket's buffer, or
  /// both sides could wait for each other (RFC 2920 section 3.1).
  private static final int GROUP = 100;

  private static final Reply NO_UTF8 =
      Reply.of(550, "5.6.7", "The next mail server does not take internationalized addresses");

  private final HopConnection hop;
  private final HopConnector connector;
  private final HopSettings.Smtp settings;
  private final Handing handing;

  private boolean dotSent;
  private boolean reusable;
  private long addedOctets;

  SmtpTransaction(
      HopConnection hop, HopConnector connector, HopSettings.Smtp settings, Handing handing) {
    this.hop = hop;
    this.connector = connector;
    this.settings = settings;
    this.handing = handing;
  }

  /// Whether any octet of the end of the message may have left.
  boolean dotSent() {
    return dotSent;
  }

  /// Whether the connection stands where a new MAIL may come.
  boolean reusable() {
    return reusable;
  }

  Handover run() throws IOException {
    if (settings.identity() == HopSettings.Identity.XCLIENT) {
      introduceByXclient();
    }
    if (handing.envelope().needsUtf8() && !hop.extensions().utf8()) {
      reusable = true;
      return refused(Handover.Where.MAIL, NO_UTF8); // RFC 6531 section 3.5: no downgrade
    }
    List<byte[]> added = new ArrayList<>(handing.added().size());
    for (HeaderField field : handing.added()) {
      byte[] octets = field.bytes();
      added.add(octets);
      addedOctets += octets.length;
    }
    Optional<Handover> refusal = hop.extensions().pipelining() ? asGroup() : oneByOne();
    return refusal.isPresent() ? refusal.get() : send(added);
  }

  /// The hop forgets all it knew of the client before, ours included, and greets anew.
  private void introduceByXclient() throws IOException {
    hop.within(settings.commandTimeout(), "XCLIENT");
    if (!hop.extensions().xclient().contains("ADDR")) {
      // without it this client would pass for the one before
      throw new IOException("the hop offers XCLIENT no more on this connection");
    }
    for (String line : ClientAttributes.xclient(handing.client(), hop.extensions().xclient())) {
      HopConnector.accepted(hop.ask(line), "XCLIENT");
    }
    connector.hello(hop);
  }

  private Optional<Handover> asGroup() throws IOException {
    hop.within(settings.commandTimeout(), "MAIL, RCPT and DATA");
    List<Envelope.Recipient> recipients = handing.envelope().recipients();
    Map<Path, Reply> refused = new LinkedHashMap<>();
    Reply mail = null;
    int answered = 0;
    HopOutput out = hop.output();
    try {
      int forwards = forward(out);
      mail(out);
      while (true) {
        int end = Math.min(recipients.size(), answered + GROUP);
        for (Envelope.Recipient recipient : recipients.subList(answered, end)) {
          recipient(out, recipient);
        }
        if (end == recipients.size()) {
          out.text("DATA").endLine();
        }
        out.flush();
        if (mail == null) {
          skip(forwards);
          mail = answer();
        }
        for (; answered < end; answered++) {
          note(recipients.get(answered), answer(), refused);
        }
        if (answered == recipients.size()) {
          return afterGroup(mail, refused, hop.reply());
        }
      }
    } finally {
      out.release();
    }
  }

  private Optional<Handover> afterGroup(Reply mail, Map<Path, Reply> refused, Reply data)
      throws IOException {
    Optional<Handover> refusal = refusal(mail, refused);
    if (refusal.isEmpty() && data.code() == 354) {
      return Optional.empty();
    }
    if (data.isPositive() || data.isIntermediate() && data.code() != 354) {
      throw new IOException("the hop answers nonsense to DATA: " + Reply.cleaned(data));
    }
    if (data.code() != 354) {
      // after 354 only a dot or the end of the connection is left, and a dot would be a message
      reset();
    }
    return refusal.isPresent() ? refusal : Optional.of(refused(Handover.Where.DATA, data));
  }

  private Optional<Handover> oneByOne() throws IOException {
    HopOutput out = hop.output();
    try {
      hop.within(settings.commandTimeout(), "XFORWARD");
      int forwards = forward(out);
      if (forwards > 0) {
        out.flush();
        skip(forwards);
      }
      hop.within(settings.commandTimeout(), "MAIL");
      mail(out);
      out.flush();
      Reply mail = answer();
      Map<Path, Reply> refused = new LinkedHashMap<>();
      if (mail.isPositive()) {
        for (Envelope.Recipient recipient : handing.envelope().recipients()) {
          hop.within(settings.commandTimeout(), "RCPT");
          recipient(out, recipient);
          out.flush();
          note(recipient, answer(), refused);
        }
      }
      Optional<Handover> refusal = refusal(mail, refused);
      if (refusal.isPresent()) {
        reset();
        return refusal;
      }
      hop.within(settings.commandTimeout(), "DATA");
      out.text("DATA").endLine();
      out.flush();
      return afterGroup(mail, refused, hop.reply());
    } finally {
      out.release();
    }
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
    hop.within(settings.bodyTimeout(), "sending the message");
    try (DotWriter out = hop.message()) {
      for (byte[] field : added) {
        out.write(field, 0, field.length);
      }
      out.content(handing.content());
      if (!handing.clientStillThere().getAsBoolean()) {
        return new Handover.ClientGone();
      }
      hop.within(settings.dotTimeout(), "the answer to the final dot");
      dotSent = true;
      out.finish();
    }
    return verdict(hop.reply());
  }

  private Handover verdict(Reply reply) throws IOException {
    if (reply.isIntermediate()) {
      throw new IOException("the hop answers nonsense: " + Reply.cleaned(reply));
    }
    reusable = true;
    if (!reply.isPositive()) {
      return refused(Handover.Where.DOT, reply);
    }
    hop.countMessage();
    return new Handover.Taken(Reply.cleaned(reply), QueueId.in(reply.text()));
  }

  private void reset() throws IOException {
    hop.within(settings.commandTimeout(), "RSET");
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

  /// XFORWARD is a courtesy to the hop's log: what it answers decides nothing.
  private void skip(int replies) throws IOException {
    for (int i = 0; i < replies; i++) {
      answer();
    }
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

  private int forward(HopOutput out) throws IOException {
    if (settings.identity() != HopSettings.Identity.XFORWARD
        || hop.extensions().xforward().isEmpty()) {
      return 0;
    }
    List<String> lines =
        ClientAttributes.xforward(handing.client(), handing.id(), hop.extensions().xforward());
    for (String line : lines) {
      out.text(line).endLine();
    }
    return lines.size();
  }

  /// End-to-end parameters pass where the hop has the extension. 8-bit content goes to a hop
  /// without 8BITMIME as it is (hostile input 72): nothing is ever re-encoded.
  private void mail(HopOutput out) throws IOException {
    Extensions offered = hop.extensions();
    var parameters = handing.envelope().parameters();
    out.text("MAIL FROM:<").text(handing.envelope().sender().text()).text(">");
    if (offered.sizeOffered()) {
      out.text(" SIZE=").text(Long.toString(handing.content().size() + addedOctets));
    }
    if (parameters.eightBit() && offered.eightBit()) {
      out.text(" BODY=8BITMIME");
    }
    if (handing.envelope().needsUtf8()) {
      out.text(" SMTPUTF8");
    }
    if (offered.dsn()) {
      parameter(out, " RET=", parameters.ret());
      parameter(out, " ENVID=", parameters.envid());
    }
    out.endLine();
  }

  private void recipient(HopOutput out, Envelope.Recipient recipient) throws IOException {
    out.text("RCPT TO:<").text(recipient.path().text()).text(">");
    if (hop.extensions().dsn()) {
      parameter(out, " NOTIFY=", recipient.parameters().notices());
      parameter(out, " ORCPT=", recipient.parameters().orcpt());
    }
    out.endLine();
  }

  private static void parameter(HopOutput out, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      out.text(name).text(value.get());
    }
  }
}
