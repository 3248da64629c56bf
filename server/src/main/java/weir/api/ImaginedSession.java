package weir.api;

import java.util.List;
import java.util.Optional;

/// A session that might come, for `weir explain`.
///
/// @param client the client's address
/// @param listener the listener it comes to; the first one of its role where empty
/// @param sender the reverse-path without brackets; empty for the null sender
/// @param login who logged in
/// @param user what the client's own host says of its user: for a comparison with old rules only
/// @param message what is known of the message; empty to end after the recipients
public record ImaginedSession(
    String client,
    Optional<String> listener,
    String helo,
    String sender,
    List<String> recipients,
    Optional<String> login,
    Optional<String> user,
    Optional<ImaginedMessage> message) {

  public ImaginedSession {
    recipients = List.copyOf(recipients);
  }

  /// @param received how many `Received` fields it carries
  /// @param hops values of the topmost of them
  /// @param from values of its `From` fields
  public record ImaginedMessage(
      long size,
      int received,
      boolean eightBit,
      Optional<String> subject,
      List<String> hops,
      List<String> from) {
    public ImaginedMessage {
      from = List.copyOf(from);
      hops = List.copyOf(hops);
    }
  }
}
