package weir.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import weir.checks.ReverseNameSeen;
import weir.disk.FullDisk;
import weir.enforce.Enforcement;
import weir.gateway.bodies.Body;
import weir.gateway.header.AuthenticationResults;
import weir.gateway.header.Fields;
import weir.gateway.header.Marking;
import weir.gateway.header.MarkingSettings;
import weir.likeness.Likeness;
import weir.mail.HeaderField;
import weir.smtp.MessageLimits;
import weir.smtp.MessageRead;
import weir.smtp.Reply;
import weir.verdict.Message;
import weir.verdict.Policy;
import weir.verdict.Role;
import weir.verdict.Stage;

/// What follows when a message has come in, by DATA or in chunks: it is judged as a whole and
/// handed on.
///
/// 250 is said only after the next hop has it, or our own store (invariant 1).
final class OnMessage {
  /// Servers part ways over what stands behind a NUL: some cut there, some drop it. What was judged
  /// here must be what is read there (RFC 5322 section 3.5 has no NUL in a body).
  private static final Reply NUL =
      Reply.of(550, "5.6.0", "A NUL byte in the message, which no message may have (RFC 5322)");

  private static final Reply FOLDED =
      Reply.of(550, "5.6.0", "The first line of the message begins with a blank (RFC 5322)");

  private final Talk talk;

  OnMessage(Talk talk) {
    this.talk = talk;
  }

  /// The client went away before its message was complete: nothing was received.
  static final class LostInMessage extends IOException {
    LostInMessage() {
      super("connection lost in the middle of a message");
    }
  }

  /// Why no message can come now, although its recipients were taken. Waits where it has to: before
  /// the 354 to DATA, or before the answer to the first BDAT.
  ///
  /// @return [OwnReplies#DISPLACED] where somebody else has the place of one that waits
  Optional<Reply> obstacle() throws IOException, InterruptedException {
    if (talk.gateway.bodies().full() || willBeHeld() && heldIsFull()) {
      return Optional.of(OwnReplies.NO_ROOM);
    }
    Policy policy = talk.transaction().flatMap(Transaction::way).orElseThrow().policy();
    if (!talk.inspection().actsAt(Stage.DATA, policy)) {
      return Optional.empty();
    }
    Enforcement enforcement = talk.judge(Stage.DATA, "", policy);
    return talk.waits.sitOut(talk.facts().client(), enforcement.delay())
        ? enforcement.refusal()
        : Optional.of(OwnReplies.DISPLACED);
  }

  private boolean willBeHeld() {
    return talk.transaction().orElseThrow().accepted().stream()
        .anyMatch(each -> each.atRcpt().quarantine().isPresent());
  }

  private boolean heldIsFull() {
    return talk.gateway.held().full().isPresent();
  }

  MessageLimits limits() {
    long most = talk.largestMessage();
    return new MessageLimits(most, most, talk.listener.bareLineEnds().meaning());
  }

  /// The last word on a message, whole or not.
  Reply reply(Transaction transaction, Body body, MessageRead read)
      throws IOException, InterruptedException {
    return switch (read) {
      case MessageRead.Ended(var shape) when shape.nul() -> NUL;
      case MessageRead.Ended(var shape) -> {
        body.dotLines(shape.dotLines() > 0);
        yield normalised(judged(transaction, body, shape.eightBit()), shape.bareLineEnds());
      }
      case MessageRead.BareLineEnd(var kind, var offset, var _, var _) ->
          Reply.closing(
              550,
              "5.5.2",
              "A bare %s at byte %d: lines end with CR LF (RFC 5321 section 2.3.8)"
                  .formatted(kind, offset));
      case MessageRead.TooBig(var ended, var _) ->
          goingOn(ended, OwnReplies.tooBig(talk.largestMessage()));
      case MessageRead.NotTaken(var ended, var _) -> goingOn(ended, notTaken(body));
      case MessageRead.Lost(var _) -> throw new LostInMessage();
    };
  }

  /// What we changed in a message is said to its sender, and so stands in the journal.
  private static Reply normalised(Reply reply, long bareLineEnds) {
    return reply.isPositive() && bareLineEnds > 0
        ? reply.endingWith(", " + bareLineEnds + " bare line ends became CR LF")
        : reply;
  }

  private static Reply notTaken(Body body) {
    boolean full =
        body.failure().map(e -> e instanceof Body.NoRoom || FullDisk.caused(e)).orElse(false);
    return full ? OwnReplies.NO_ROOM : OwnReplies.NOT_WRITTEN;
  }

  static Reply goingOn(boolean endFound, Reply reply) {
    return endFound ? reply : reply.closing();
  }

  private Reply judged(Transaction transaction, Body body, boolean eightBit)
      throws IOException, InterruptedException {
    Fields fields;
    Likeness likeness;
    try {
      fields = Fields.of(body);
      likeness = likeness(body);
    } catch (IOException e) {
      return OwnReplies.NOT_WRITTEN; // what cannot be read back has not been kept
    }
    transaction.received(body.size(), fields.heading(talk.facts().role()).with(likeness));
    if (!fields.whole()) {
      return Reply.of(552, "5.3.4", "The header is too large");
    }
    if (fields.header().beginsFolded()) {
      return FOLDED;
    }
    if (fields.received() >= talk.limits().hops()) {
      return OwnReplies.LOOPING;
    }
    talk.facts(
        talk.facts()
            .withMessage(
                new Message(
                    body.size(),
                    fields.received(),
                    eightBit,
                    fields.subject(),
                    fields.hops(),
                    fields.authors())));
    talk.inspection().prepare(Stage.HEADERS, talk.facts());
    List<PolicyGroup> groups = PolicyGroup.judge(Stage.MESSAGE, transaction, talk);
    Marking marking = marking(fields);
    boolean newSubject = groups.stream().anyMatch(PolicyGroup::marksSubject);
    Disposition disposition = new Disposition(talk, new HopDelivery(talk, marking, newSubject));
    Reply last = disposition.carryOut(transaction, groups, marking.content(body, newSubject));
    return Prdr.replies(talk, transaction, groups, last);
  }

  /// Of what customers and hosts of ours hand in: what strangers send says nothing of ours. It is
  /// bounded work of less than a millisecond, as it may be here.
  private Likeness likeness(Body body) throws IOException {
    if (talk.facts().role() == Role.MX) {
      return Likeness.NONE;
    }
    try (InputStream in = body.open()) {
      return Likeness.of(in.readNBytes(Likeness.OCTETS));
    }
  }

  private Marking marking(Fields fields) {
    MarkingSettings settings = talk.site().marking();
    AuthenticationResults results = new AuthenticationResults(talk.gateway.hostName());
    ReverseNameSeen name = talk.inspection().reverseName();
    Optional<HeaderField> result =
        settings.authenticationResults()
            ? results.field(talk.facts(), name.iprev(), name.confirmed())
            : Optional.empty();
    return new Marking(fields.header(), settings, talk.facts(), results, result);
  }
}
