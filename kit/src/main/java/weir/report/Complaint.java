package weir.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.mime.Header;
import weir.net.IpAddress;

/// Somebody complains about a message, or reports it otherwise.
///
/// @param form in which the complaint came
/// @param reporter address that it came from, as its From has it; empty where there is none
/// @param agent program that made it, in its own words
/// @param source address that the reporter says the message came from
/// @param arrived when the reporter says the message came
/// @param sender envelope sender that the reporter names; `<>` is empty text
/// @param recipients whom the message was for, as far as the reporter says it
/// @param messageId of the reported message, without brackets
/// @param reported header of the reported message, as much as there is; never that of the complaint
/// @param redacted whether something in it was blacked out, or the message left out
public record Complaint(
    Form form,
    FeedbackType type,
    String reporter,
    Optional<String> agent,
    Optional<IpAddress> source,
    Optional<Instant> arrived,
    Optional<String> sender,
    List<String> recipients,
    Optional<String> messageId,
    Header reported,
    boolean redacted)
    implements Report {

  public Complaint {
    recipients = List.copyOf(recipients);
  }

  /// How a complaint can come.
  public enum Form {
    /// With a part that programs read (RFC 5965).
    ARF,
    /// As JSON (XARF).
    XARF,
    /// The message is attached, and nothing else is said that programs read: from people, and from
    /// providers such as Microsoft.
    ATTACHED,
    /// The header of the message stands in the text.
    PASTED,
    /// The text has what a mail program writes above a forwarded message: From, Subject, Date.
    INLINE
  }
}
