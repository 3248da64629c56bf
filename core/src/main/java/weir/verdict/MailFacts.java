package weir.verdict;

import java.util.List;
import java.util.Optional;

/// What is known so far of a mail transaction. Immutable.
///
/// @param recipientsAsked RCPT commands, whatever their answer
/// @param accepted recipients that were answered with 250
/// @param recipient the one being asked about, at stage RCPT
public record MailFacts(
    Optional<Sender> sender,
    int recipientsAsked,
    List<Recipient> accepted,
    Optional<Recipient> recipient,
    Optional<Message> message) {
  /// Where there is no transaction.
  public static final MailFacts NONE =
      new MailFacts(Optional.empty(), 0, List.of(), Optional.empty(), Optional.empty());

  public MailFacts {
    accepted = List.copyOf(accepted);
  }

  MailFacts withSender(Sender given) {
    return new MailFacts(Optional.of(given), recipientsAsked, accepted, recipient, message);
  }

  MailFacts withRecipientCounted() {
    return new MailFacts(sender, recipientsAsked + 1, accepted, recipient, message);
  }

  MailFacts withRecipient(Recipient asked) {
    return new MailFacts(sender, recipientsAsked, accepted, Optional.of(asked), message);
  }

  MailFacts withAccepted(List<Recipient> all) {
    return new MailFacts(sender, recipientsAsked, all, Optional.empty(), message);
  }

  MailFacts withMessage(Message received) {
    return new MailFacts(
        sender, recipientsAsked, accepted, Optional.empty(), Optional.of(received));
  }
}
