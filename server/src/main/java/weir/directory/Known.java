package weir.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.account.Account;
import weir.account.Identity;
import weir.account.Tenure;
import weir.account.Tenures;

/// What is known of a source already. While it is read again, of all that did not change the one
/// that is known is taken, so that a million identities are not in memory twice.
///
/// @param accounts by their ids
record Known(Tenures tenures, Map<String, Account> accounts) {
  static final Known NOTHING = new Known(Tenures.NONE, Map.of());

  /// @param ledger the last good copy, if there is one
  static Known of(Optional<Ledger> ledger) {
    return ledger.map(Known::of).orElse(NOTHING);
  }

  private static Known of(Ledger ledger) {
    Map<String, Account> accounts = HashMap.newHashMap(ledger.accounts().size());
    ledger.accounts().forEach(account -> accounts.put(account.id(), account));
    return new Known(ledger.tenures(), accounts);
  }

  Identity same(Identity read) {
    List<Tenure> had = tenures.of(read);
    return had.isEmpty() ? read : had.getFirst().identity();
  }

  Account same(Account read) {
    Account before = accounts.get(read.id());
    return before != null && before.equals(read) ? before : read;
  }
}
