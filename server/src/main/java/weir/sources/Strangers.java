package weir.sources;

import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Ownership;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.maillog.Entrance;
import weir.observation.Leg;
import weir.observation.Passage;

/// Tells mail that strangers brought from mail of ours, in the log of a server that takes both.
///
/// A stranger is a client without a login whose address can be had on the Internet, is no host's of
/// ours and was in nobody's network then. What a message says of itself counts for nothing here:
/// the sender's address of mail from outside is often forged to be a customer's.
///
/// @param isTellable whether any host or network is known at all; where none is, ours would be
///   strangers, too
record Strangers(Attributor attributor, boolean isTellable) {

  static Strangers by(AccountBook book, Attributor attributor) {
    boolean isTellable =
        book.hosts().stream().anyMatch(host -> !host.addresses().isEmpty())
            || book.everything()
                .anyMatch(tenure -> tenure.identity() instanceof Identity.ClientNetwork);
    return new Strangers(attributor, isTellable);
  }

  /// Whether one of them brought it to the first of our servers that saw it.
  boolean brought(Passage passage) {
    Leg first = passage.first();
    return isTellable
        && first.by().orElse(null) instanceof Entrance.Client client
        && client.login().isEmpty()
        && client.address().filter(address -> !address.isReserved()).isPresent()
        && isNobodys(attributor.attribute(first.key().host(), client, passage.since()));
  }

  /// A host of ours shows itself by no network.
  private static boolean isNobodys(Attribution found) {
    return found.identity().orElse(null) instanceof Identity.ClientNetwork
        && found.owner() instanceof Ownership.Nobody;
  }
}
