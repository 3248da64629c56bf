package weir.account;

import java.time.Instant;
import java.util.Optional;

/// Who the provider's customers are. Implementations answer at once, from memory; any number of
/// threads may ask.
public interface Directory {
  /// Whose an identity was at a time.
  Ownership owner(Identity identity, Instant at);

  /// An account by its id.
  Optional<Account> account(String id);
}
