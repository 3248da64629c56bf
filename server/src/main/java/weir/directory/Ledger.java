package weir.directory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Revision;
import weir.account.Tenure;
import weir.account.Tenures;

/// What a source says, with its history: who had an identity until when, although the source knows
/// only who has it now. Immutable.
///
/// @param at when the source said so
/// @param accounts those that it has, and those that it had, with until when
/// @param tenures those that hold, and those that have ended and are still remembered
record Ledger(Instant at, List<Account> accounts, Tenures tenures, Map<Identity, String> shared) {
  /// The first thing that a source says: what it has, it has as long as anybody knows.
  ///
  /// @param since as of [#after]
  static Ledger first(Listing listing, Instant now, Instant since) throws SourceFailed {
    Ledger nothing = new Ledger(Instant.MIN, List.of(), Tenures.NONE, Map.of());
    return nothing.after(listing, now, since);
  }

  /// What is known when a source says this.
  ///
  /// @param since what had ended before then is forgotten
  /// @throws SourceFailed when an identity is that of many accounts
  Ledger after(Listing listing, Instant now, Instant since) throws SourceFailed {
    Tenures kept = new NextTenures(tenures, at, now, since).after(listing.holdings());
    return new Ledger(now, accounts(listing, now, kept), kept, listing.shared());
  }

  /// Those that left stay as long as anything that they had is remembered.
  private List<Account> accounts(Listing listing, Instant now, Tenures kept) {
    Map<String, Account> all = LinkedHashMap.newLinkedHashMap(listing.accounts().size());
    listing.accounts().forEach(account -> all.put(account.id(), account));
    Map<String, Account> gone = LinkedHashMap.newLinkedHashMap(0);
    for (Account old : accounts) {
      if (!all.containsKey(old.id())) {
        gone.put(old.id(), old.until().isPresent() ? old : left(old, now));
      }
    }
    if (!gone.isEmpty()) {
      Set<String> needed = kept.stream().map(Tenure::account).collect(Collectors.toSet());
      gone.keySet().retainAll(needed);
      all.putAll(gone);
    }
    return List.copyOf(all.values());
  }

  private static Account left(Account account, Instant now) {
    return new Account(
        account.id(),
        account.name(),
        account.reseller(),
        account.plan(),
        account.since(),
        Optional.of(now),
        account.contact(),
        account.language(),
        account.isProtected());
  }

  /// Those that the source has now.
  List<Account> present() {
    return accounts.stream()
        .filter(account -> account.until().map(until -> until.isAfter(at)).orElse(true))
        .toList();
  }

  /// What a new ledger changes of this one.
  Revision revision(Ledger next) {
    return Revision.between(now(), next.now(), next.at);
  }

  private AccountBook now() {
    return AccountBook.of(present(), tenures, shared, List.of());
  }
}
