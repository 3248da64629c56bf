package weir.attribution;

import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.maillog.Entrance;
import weir.observation.Observation;

/// Tells mail that strangers brought from mail of ours, at a server that takes both.
///
/// A stranger is a client without a login whose address can be had on the Internet, is no host's of
/// ours and was in nobody's network then. What a message says of itself counts for nothing here:
/// the sender's address of mail from outside is often forged to be a customer's.
public record Strangers(Directory directory, Attributor attributor) {

  /// Whether one of them brought it, to a server that ours send by, too. Never, while the directory
  /// knows no address at all: ours would look like them.
  public boolean brought(Observation.Entered seen) {
    return directory.hasAddresses() && isOne(seen);
  }

  /// Whether one of them brought it, to a server where nobody else has to be told from them.
  public boolean isOne(Observation.Entered seen) {
    return seen.by().orElse(null) instanceof Entrance.Client client
        && client.login().isEmpty()
        && client.address().filter(address -> !address.isReserved()).isPresent()
        && isNobodys(attributor.attribute(seen.key().host(), client, seen.key().since()));
  }

  /// A host of ours shows itself by no network.
  private static boolean isNobodys(Attribution found) {
    return found.identity().orElse(null) instanceof Identity.ClientNetwork
        && found.owner() instanceof Ownership.Nobody;
  }
}
