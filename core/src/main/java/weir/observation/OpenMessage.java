package weir.observation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.maillog.Entrance;

/// What the lines of a log said so far of a message that is in the queue.
///
/// @param since when its first line came
/// @param told it was said that it is in the queue
public record OpenMessage(
    String id,
    Instant since,
    Optional<Entrance> by,
    Optional<String> sender,
    OptionalLong octets,
    OptionalInt recipients,
    Optional<String> messageId,
    Optional<String> subject,
    Optional<String> alias,
    boolean told) {

  static OpenMessage first(String id, Instant since) {
    return new OpenMessage(
        id,
        since,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  OpenMessage by(Entrance entrance) {
    return new OpenMessage(
        id,
        since,
        Optional.of(entrance),
        sender,
        octets,
        recipients,
        messageId,
        subject,
        alias,
        told);
  }

  OpenMessage envelope(Optional<String> from, OptionalLong size, OptionalInt count) {
    return new OpenMessage(
        id,
        since,
        by,
        from.or(() -> sender),
        size.isPresent() ? size : octets,
        count.isPresent() ? count : recipients,
        messageId,
        subject,
        alias,
        told);
  }

  OpenMessage messageId(String name) {
    return new OpenMessage(
        id, since, by, sender, octets, recipients, Optional.of(name), subject, alias, told);
  }

  OpenMessage subject(String text) {
    return new OpenMessage(
        id, since, by, sender, octets, recipients, messageId, Optional.of(text), alias, told);
  }

  OpenMessage alias(String other) {
    return new OpenMessage(
        id, since, by, sender, octets, recipients, messageId, subject, Optional.of(other), told);
  }

  OpenMessage asTold() {
    return new OpenMessage(
        id, since, by, sender, octets, recipients, messageId, subject, alias, true);
  }

  /// Whether all is known that a log says before a message is delivered: the size comes last.
  boolean isComplete() {
    return sender.isPresent() && octets.isPresent();
  }
}
