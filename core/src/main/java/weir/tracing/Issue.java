package weir.tracing;

import java.time.Instant;
import java.util.Optional;
import weir.maillog.Entrance;

/// What our gateway wrote down of a message that it gave a token.
///
/// @param host the provider's name of the gateway's host
/// @param by who had handed it in
/// @param subject undecoded, and maybe cut
public record Issue(String host, Entrance by, Instant at, Optional<String> subject) {

  /// Where it is looked up.
  @FunctionalInterface
  public interface Issues {
    /// What is known of an id; empty when it is not known any more.
    Optional<Issue> find(String id);
  }
}
