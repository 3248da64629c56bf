package weir.dns;

import java.util.List;
import weir.net.IpAddress;

/// What a DNS list says of an address or a domain.
public sealed interface ListAnswer {

  /// Listed, with the values that count.
  record Listed(List<IpAddress> codes) implements ListAnswer {}

  /// Not listed. `ignored` are values that came all the same and mean nothing: outside 127.0.0.0/8
  /// (a dead zone whose domain somebody bought), or such as our return codes leave out.
  record NotListed(List<IpAddress> ignored) implements ListAnswer {}

  /// The list did not tell: DNS failed, or the list refuses our questions.
  record Failed(String cause, Failure kind) implements ListAnswer {}

  /// Why a list did not tell.
  enum Failure {
    /// Nothing came in time.
    TIMEOUT,
    /// DNS failed otherwise.
    DNS,
    /// The list itself says that we ask it wrongly or too often: the operator must hear of it.
    REFUSES_US
  }
}
