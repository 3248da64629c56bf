package weir.passages;

import java.util.Optional;
import java.util.function.UnaryOperator;
import weir.attribution.Confidence;
import weir.net.IpAddress;
import weir.observation.Passage;

/// A passage, and at whose door it was laid when it was seen.
///
/// @param account id of the account; empty for nobody's
/// @param identity how the sender showed itself, in words
/// @param method by what, in words
/// @param behind from where the customer came, where web mail of ours handed it in; likely only
public record Laid(
    Passage passage,
    Optional<String> account,
    Optional<String> identity,
    String method,
    Confidence confidence,
    Optional<IpAddress> behind) {

  /// The same, from somewhere else.
  public Laid behind(Optional<IpAddress> client) {
    return new Laid(passage, account, identity, method, confidence, client);
  }

  /// The same, with its hosts called otherwise.
  Laid byHosts(UnaryOperator<String> names) {
    return new Laid(passage.byHosts(names), account, identity, method, confidence, behind);
  }
}
