package weir.passages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a complaint, a bounce or a header says of a message of ours.
///
/// @param queued ids that hosts of ours gave it, as trusted Received fields have them
/// @param messageId without angle brackets; a claim
/// @param subject undecoded, and maybe cut or with words put before it; a claim
/// @param from host of ours that it was received from; empty where that is redacted
/// @param at when it was received; empty where that is redacted
public record Mentioned(
    List<Queued> queued,
    Optional<String> messageId,
    Optional<String> subject,
    Optional<String> from,
    Optional<Instant> at) {
  public Mentioned {
    queued = List.copyOf(queued);
  }

  /// An id in the queue of a host of ours.
  ///
  /// @param host the provider's own name for it
  /// @param at when the host gave it, by its own clock; empty where that is redacted
  public record Queued(String host, String id, Optional<Instant> at) {}
}
