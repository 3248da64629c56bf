package weir.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.gateway.header.Marking;
import weir.journal.Entry;
import weir.mail.Content;
import weir.mail.HeaderField;
import weir.mail.Path;
import weir.mail.ReceivedLine;
import weir.nexthop.ClientIdentity;
import weir.nexthop.Handing;
import weir.nexthop.Handover;
import weir.nexthop.NextHop;
import weir.smtp.Reply;
import weir.tracing.TraceToken;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.Login;
import weir.verdict.Role;

/// Hands a message to the next hop and turns the hop's word into ours.
///
/// What the client hears is the truth or a 4xx (invariant 1).
final class HopDelivery {
  private static final Logger log = LoggerFactory.getLogger(HopDelivery.class);

  private static final Reply SOME_REFUSED =
      Reply.of(451, "4.5.3", "Not every recipient can take this message, please send it again");

  private final Talk talk;
  private final Marking marking;
  private final boolean newSubject;

  /// @param newSubject whether every copy has the message's subject among our fields
  HopDelivery(Talk talk, Marking marking, boolean newSubject) {
    this.talk = talk;
    this.marking = marking;
    this.newSubject = newSubject;
  }

  /// Hands on the copy of some recipients.
  Reply deliver(Transaction transaction, Copy copy, Content content) {
    NextHop hop = talk.site().hop(transaction.way().orElseThrow().hop()).orElseThrow();
    long began = System.nanoTime();
    Handover handover =
        hop.handOver(
            new Handing(
                transaction.id(),
                transaction.envelope(copy.recipients()),
                added(transaction, copy),
                content,
                client(),
                () -> !talk.wire.peerClosed()));
    talk.wire.hasWaited();
    if (handover instanceof Handover.OurFault(var cause)) {
      log.warn("next hop {} refuses us, not the mail: {}", hop.name(), cause);
    }
    Reply reply = reply(transaction, copy, handover);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    transaction.handedOn(new Entry.HopLine(hop.name(), said(handover), queueId(handover), took));
    return reply;
  }

  private static String said(Handover handover) {
    return switch (handover) {
      case Handover.Taken(var reply, var _) -> reply.toString();
      case Handover.TakenBySome(var replies, var _) ->
          replies.stream().map(Reply::toString).collect(Collectors.joining("; "));
      case Handover.Refused(var where, var reply, var _) -> where + ": " + reply;
      case Handover.Failed(var cause, var _) -> cause;
      case Handover.NoRoom(var cause) -> cause;
      case Handover.Busy(var cause) -> cause;
      case Handover.OurFault(var cause) -> cause;
      case Handover.ClientGone() -> "the client left before the commit";
    };
  }

  private static Optional<String> queueId(Handover handover) {
    return switch (handover) {
      case Handover.Taken(var _, var queueId) -> queueId;
      case Handover.TakenBySome(var _, var queueId) -> queueId;
      case Handover.Refused _,
          Handover.Failed _,
          Handover.NoRoom _,
          Handover.Busy _,
          Handover.OurFault _,
          Handover.ClientGone _ ->
          Optional.empty();
    };
  }

  private static Reply reply(Transaction transaction, Copy copy, Handover handover) {
    return switch (handover) {
      case Handover.Taken(var _, var queueId) -> OwnReplies.taken(transaction.id(), queueId);
      case Handover.TakenBySome(var replies, var queueId) -> {
        transaction.answeredByHop(copy.recipients(), replies);
        yield OwnReplies.taken(transaction.id(), queueId);
      }
      case Handover.Refused(var where, var reply, var recipients) ->
          refused(copy, where, reply, recipients);
      case Handover.Failed(var _, var reached) ->
          reached ? OwnReplies.NOT_TAKEN : OwnReplies.UNREACHABLE;
      case Handover.NoRoom(var _), Handover.Busy(var _) -> OwnReplies.NO_ROOM;
      case Handover.OurFault(var _) -> OwnReplies.OUR_FAULT;
      case Handover.ClientGone() -> OwnReplies.UNREACHABLE;
    };
  }

  /// A refusal of the whole message is passed on. One of some recipients is not: the others could
  /// still have it, and the retry will meet each refusal at RCPT.
  private static Reply refused(
      Copy copy, Handover.Where where, Reply reply, Map<Path, Reply> recipients) {
    boolean some =
        where == Handover.Where.RCPT
            && (recipients.size() < copy.recipients().size()
                || !recipients.values().stream().allMatch(Reply::isPermanent));
    return some ? SOME_REFUSED : Reply.cleaned(reply);
  }

  /// Our fields on a copy.
  List<HeaderField> added(Transaction transaction, Copy copy) {
    return marking.fields(copy.tags(), received(transaction, copy.recipients()), newSubject);
  }

  private HeaderField received(Transaction transaction, List<Transaction.Accepted> recipients) {
    Facts facts = talk.facts();
    boolean extended = facts.hello().map(Hello::extended).orElse(false);
    return new ReceivedLine(
            facts.client(),
            talk.inspection().reverseName().confirmed(),
            facts.hello().map(Hello::name).orElse(""),
            new ReceivedLine.Protocol(
                extended,
                talk.secured(),
                facts.login().isPresent(),
                transaction.parameters().utf8()),
            talk.wire.tls().map(tls -> new ReceivedLine.Tls(tls.protocol(), tls.cipher())),
            facts.login().map(Login::name).filter(_ -> talk.site().marking().loginInReceived()),
            talk.gateway.hostName(),
            traced(transaction.id()),
            recipients.size() == 1
                ? Optional.of(recipients.getFirst().recipient().path())
                : Optional.empty(),
            talk.gateway.clock().instant())
        .field();
  }

  /// With our token what customers and our own hosts send: a stranger's mail is not ours to vouch
  /// for.
  private String traced(String id) {
    return talk.facts().role() == Role.MX
        ? id
        : talk.gateway
            .traceKeys()
            .get()
            .seal(id, marking.value("Message-ID"), marking.value("Date"))
            .map(TraceToken::text)
            .orElse(id);
  }

  ClientIdentity client() {
    Facts facts = talk.facts();
    return new ClientIdentity(
        facts.client(),
        facts.connection().clientPort(),
        facts.connection().local(),
        facts.connection().localPort(),
        facts.hello().map(Hello::name).orElse(""),
        facts.hello().map(Hello::extended).orElse(false),
        talk.inspection().reverseName().confirmed(),
        facts.login().map(Login::name));
  }
}
