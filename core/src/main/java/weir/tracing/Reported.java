package weir.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;

/// What somebody reports: the header of a message, and what the reporter says of how he had it.
///
/// @param received values of the Received fields, topmost first, unfolded; at most [Walk#MOST] are
///   looked at
/// @param from address from which the reporter says that he had the message, such as an ARF's
///   `Source-IP`
/// @param at when he says that he had it
/// @param takenFrom host of ours from whose queue or mailbox the message was taken, by the
///   provider's name: then the topmost field is that host's own
/// @param recipients whom the reporter says it was for
public record Reported(
    List<String> received,
    Optional<IpAddress> from,
    Optional<Instant> at,
    Optional<String> takenFrom,
    List<String> recipients) {
  public Reported {
    received = List.copyOf(received);
    recipients = List.copyOf(recipients);
  }

  /// A header alone.
  public static Reported of(List<String> received) {
    return new Reported(received, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
