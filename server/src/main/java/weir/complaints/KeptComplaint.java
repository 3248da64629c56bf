package weir.complaints;

import java.time.Instant;
import java.util.Optional;
import weir.net.IpAddress;
import weir.report.FeedbackType;

/// A line of the store: a complaint, or a message that is none and came through the same door.
///
/// @param id number that no other has had
/// @param came when it was taken
/// @param door through which it came: name of a Maildir, `-` for standard input
/// @param kind what it is
/// @param type of a complaint; of others [FeedbackType#UNSPECIFIED]
/// @param reporter address that it came from, as it says; empty where it says nothing
/// @param source address that the reported message came from, as the reporter says
/// @param subject of the reported message, or of the message itself where it reports none; decoded
/// @param messageId of the reported message
/// @param redacted whether something was left out of it
/// @param whose message it is
/// @param settled when a person has dealt with it
public record KeptComplaint(
    long id,
    Instant came,
    String door,
    Kind kind,
    FeedbackType type,
    String reporter,
    Optional<IpAddress> source,
    String subject,
    Optional<String> messageId,
    boolean redacted,
    Whose whose,
    Optional<Settlement> settled) {

  /// How far it has come.
  public ComplaintState state() {
    return settled.isPresent() ? ComplaintState.SETTLED : ComplaintState.of(whose);
  }

  KeptComplaint with(Whose now) {
    return new KeptComplaint(
        id, came, door, kind, type, reporter, source, subject, messageId, redacted, now, settled);
  }

  /// What came in.
  public enum Kind {
    COMPLAINT,
    BOUNCE,
    /// Vacation and its like.
    AUTOMATIC,
    /// Somebody has to read it.
    UNREAD
  }
}
