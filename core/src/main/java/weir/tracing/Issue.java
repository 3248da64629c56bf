package weir.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.maillog.Entrance;

/// What our gateway wrote down of a message that it gave a token.
///
/// @param host the provider's name of the gateway's host
/// @param by who had handed it in
/// @param subject undecoded, and maybe cut
/// @param recipients for whom it was taken
public record Issue(
    String host, Entrance by, Instant at, Optional<String> subject, List<String> recipients) {
  public Issue {
    recipients = List.copyOf(recipients);
  }

  /// Where it is looked up.
  @FunctionalInterface
  public interface Issues {
    /// What is known of an id; empty when it is not known any more.
    Optional<Issue> find(String id);
  }
}
