package weir.queues;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import weir.account.Account;
import weir.account.Directory;
import weir.account.Host;
import weir.attribution.Attributor;
import weir.queue.QueuedMessage;

/// Whose the messages in this host's queue are: by what the mail server itself wrote down of how
/// they came in, and whose that was then. What a message says of itself never counts.
public final class QueueOwners {
  private final String host;
  private final Directory directory;
  private final Attributor attributor;
  private final InstantSource clock;

  /// @param host the provider's own name of this host
  public QueueOwners(String host, Directory directory, InstantSource clock) {
    this.host = host;
    this.directory = directory;
    this.attributor =
        new Attributor(directory, (address, at) -> directory.hostAt(address, at).map(Host::name));
    this.clock = clock;
  }

  /// The id of the account whose a message is; empty for nobody's.
  public Optional<String> owner(QueuedMessage message) {
    return message
        .by()
        .flatMap(by ->
            attributor.attribute(host, by, message.arrived().orElseGet(clock::instant)).account())
        .map(Account::id);
  }

  /// What is an account's.
  ///
  /// @param account its id
  /// @throws IllegalArgumentException with a sentence for the operator when the directory has none
  public Predicate<QueuedMessage> only(String account) {
    if (directory.account(account).isEmpty()) {
      throw new IllegalArgumentException(
          "the directory has no account \"" + account + "\"; weir accounts lists them");
    }
    return message -> owner(message).filter(account::equals).isPresent();
  }
}
