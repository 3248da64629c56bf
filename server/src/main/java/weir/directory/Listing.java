package weir.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.account.Account;
import weir.account.Identity;

/// All that a source says now.
///
/// @param shared identities of many customers, with what each is
/// @param rows of the source
/// @param strange rows of these that said nothing of use: counted, and the first ones told
/// @param strangeness the first of these, for people
record Listing(
    List<Account> accounts,
    List<Holding> holdings,
    Map<Identity, String> shared,
    int rows,
    int strange,
    List<String> strangeness) {

  /// An account has an identity.
  ///
  /// @param from since when; empty where the source says only that it is so now
  /// @param to until when, where the source says
  record Holding(Identity identity, String account, Optional<Instant> from, Optional<Instant> to) {

    boolean isTimed() {
      return from.isPresent() || to.isPresent();
    }
  }
}
