package weir.gateway;

import java.util.Optional;
import java.util.OptionalLong;
import weir.smtp.Reply;
import weir.verdict.Facts;
import weir.verdict.Role;

/// What the gateway says by itself, whatever checks see: the same for a session and for `explain`.
public final class OwnReplies {
  public static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Sender ok");
  public static final Reply RECIPIENT_OK = Reply.of(250, "2.1.5", "Recipient ok");
  public static final Reply LOOPING =
      Reply.of(554, "5.4.6", "Too many Received fields, this message is in a loop");

  static final Reply GOODBYE = Reply.closing(221, "2.0.0", "Goodbye");
  static final Reply STOPPING =
      Reply.closing(421, "4.3.2", "This server is stopping, please try again");
  static final Reply TOO_MANY_CONNECTIONS =
      Reply.closing(421, "4.3.2", "Too many connections, please try again later");
  static final Reply DISPLACED =
      Reply.closing(421, "4.3.2", "Too busy to keep you waiting, please try again");
  static final Reply TIMED_OUT = Reply.closing(421, "4.4.2", "You took too long");

  static final Reply NO_ROOM =
      Reply.of(452, "4.3.1", "No room for messages now, please try again later");
  static final Reply NOT_WRITTEN =
      Reply.of(451, "4.3.0", "The message could not be kept here, please try again later");

  static final Reply UNREACHABLE =
      Reply.of(451, "4.4.1", "The mail server behind this one cannot be reached now");

  /// Said where the next hop was reached and it came to nothing.
  static final Reply NOT_TAKEN =
      Reply.of(451, "4.3.0", "The mail server behind this one could not take the message now");

  /// Said where the next hop refuses us, not the mail: nobody's mail comes back for it.
  static final Reply OUR_FAULT =
      Reply.of(451, "4.3.5", "A mistake of ours, our postmaster has been told");

  private static final Reply CROWDED =
      Reply.of(452, "4.5.3", "Too many recipients in one transaction");

  private static final Reply LOGIN_FIRST = Reply.of(530, "5.7.0", "Authentication required");

  private OwnReplies() {}

  /// Why a sender is not even judged.
  ///
  /// @param size of the message, where the client announces one
  public static Optional<Reply> toMail(Facts facts, OptionalLong size, Site site) {
    if (facts.connection().role() == Role.SUBMISSION && facts.login().isEmpty()) {
      return Optional.of(LOGIN_FIRST); // RFC 4954 section 6
    }
    long most = site.largestMessage(facts.attributes());
    return size.orElse(0) > most ? Optional.of(tooBig(most)) : Optional.empty();
  }

  /// Why a recipient is not even looked at. RFC 5321 section 4.5.3.1.10: a limit of ours is 452,
  /// the client sends the rest another time. Refused ones count, too.
  ///
  /// @param facts in which this one is counted
  public static Optional<Reply> toRcpt(Facts facts, Site site) {
    return facts.recipientsAsked() > site.limits().recipients()
        ? Optional.of(CROWDED)
        : Optional.empty();
  }

  /// Who sends a message is not told that it is held.
  static Reply taken(String id, Optional<String> queueId) {
    String said = queueId.map(queue -> "Taken, queued as " + queue).orElse("Taken");
    return Reply.of(250, "2.0.0", said + " [" + id + "]");
  }

  static Reply tooBig(long most) {
    return Reply.of(552, "5.3.4", "A message may have " + most + " bytes");
  }
}
