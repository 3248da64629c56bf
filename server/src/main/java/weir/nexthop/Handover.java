package weir.nexthop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Path;
import weir.smtp.Reply;

/// What became of a message at the next hop.
public sealed interface Handover {

  /// The hop (or our disk) has the message; only now may the client hear 250.
  ///
  /// @param queueId the hop's own name for it, where its reply says one
  record Taken(Reply reply, Optional<String> queueId) implements Handover {}

  /// The hop has the message for some of its recipients and said no for the others, as LMTP may
  /// after the final dot (RFC 2033 section 4.2). Only where the client takes a reply for each.
  ///
  /// @param replies one for each recipient of the envelope, in its order; some are positive
  record TakenBySome(List<Reply> replies, Optional<String> queueId) implements Handover {
    public TakenBySome {
      replies = List.copyOf(replies);
    }
  }

  /// The hop said no and has nothing of the message.
  ///
  /// @param where the command that was refused
  /// @param reply the refusal; at RCPT the first one
  /// @param recipients at RCPT the answer of each recipient that was refused, else empty
  record Refused(Where where, Reply reply, Map<Path, Reply> recipients) implements Handover {
    public Refused {
      recipients = Map.copyOf(recipients);
    }
  }

  /// The hop could not be reached (451 4.4.1), or broke off, answered nonsense or took too long
  /// (451 4.3.0). When this happened after the final dot the hop may have the message and the
  /// client's retry may arrive as a second copy (RFC 1047; never the other way round).
  ///
  /// @param reached whether the hop had begun to listen to us
  record Failed(String cause, boolean reached) implements Handover {}

  /// The disk that the hop writes to has no room (452 4.3.1), and nothing of the message.
  record NoRoom(String cause) implements Handover {}

  /// More wait for the hop than may wait (452 4.3.1): our own load, and no word about the hop,
  /// which has nothing of the message.
  record Busy(String cause) implements Handover {}

  /// The hop rejects us, not the message: 451 4.3.5 to the client and an alarm for the operator.
  record OurFault(String cause) implements Handover {}

  /// The client left before the commit; the hop has nothing.
  record ClientGone() implements Handover {}

  /// The command a hop refused.
  enum Where {
    MAIL,
    RCPT,
    DATA,
    DOT
  }
}
