package weir.tracing;

import java.util.List;
import java.util.Optional;
import weir.account.Host;
import weir.attribution.Attribution;

/// What came of following the Received fields of a message.
///
/// @param host of ours that handed the message to whoever reports it; empty when it did not come
///   from us, as far as can be told
/// @param found whose it is and each link on the way, as sure as the weakest of them
/// @param queued ids that our hosts gave it, as far as their fields can be believed
/// @param claims fields that anybody may have written, in their order; the topmost ones are not
///   among them
public record Trail(
    Optional<Host> host, Attribution found, List<Queued> queued, List<Claim> claims) {
  public Trail {
    queued = List.copyOf(queued);
    claims = List.copyOf(claims);
  }

  /// An id that a mail server of ours gave the message.
  ///
  /// @param host the provider's own name for it
  public record Queued(String host, String id) {}

  /// A field that proves nothing.
  ///
  /// @param place of it among all Received fields, the topmost is 1
  /// @param value unfolded; anybody's text
  public record Claim(int place, String value) {}
}
