package weir.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Revision;
import weir.account.Tenure;

/// What a source says, with its history: who had an identity until when, although the source knows
/// only who has it now. Immutable.
///
/// @param at when the source said so
/// @param accounts those that it has, and those that it had, with until when
/// @param tenures those that hold, and those that have ended and are still remembered
record Ledger(
    Instant at, List<Account> accounts, List<Tenure> tenures, Map<Identity, String> shared) {
  /// Ended tenures at most; of more, those that ended first are forgotten.
  static final int MOST_ENDED = 1_000_000;

  /// An identity that so many accounts have is no key of any of them.
  static final int MANY = 10;

  /// The first thing that a source says: what it has, it has as long as anybody knows.
  ///
  /// @param keep as of [#after]
  static Ledger first(Listing listing, Instant now, Duration keep) throws SourceFailed {
    Ledger nothing = new Ledger(Instant.MIN, List.of(), List.of(), Map.of());
    return nothing.after(listing, now, keep);
  }

  /// What is known when a source says this.
  ///
  /// @param keep how long what has ended is remembered
  /// @throws SourceFailed when an identity is that of many accounts
  Ledger after(Listing listing, Instant now, Duration keep) throws SourceFailed {
    Map<Identity, List<Listing.Holding>> said = said(listing);
    List<Tenure> all = new ArrayList<>(listing.holdings().size());
    Map<Identity, List<Tenure>> before = before();
    for (var each : said.entrySet()) {
      List<Tenure> had = before.getOrDefault(each.getKey(), List.of());
      merge(each.getKey(), each.getValue(), had, now, all);
    }
    before.forEach((identity, had) -> {
      if (!said.containsKey(identity)) {
        had.forEach(tenure -> all.add(isOpen(tenure) ? ended(tenure, now) : tenure));
      }
    });
    List<Tenure> kept = kept(all, now.minus(keep));
    return new Ledger(now, accounts(listing, now, kept), kept, listing.shared());
  }

  private static Map<Identity, List<Listing.Holding>> said(Listing listing) throws SourceFailed {
    Map<Identity, List<Listing.Holding>> said =
        LinkedHashMap.newLinkedHashMap(listing.holdings().size());
    for (Listing.Holding holding : listing.holdings()) {
      List<Listing.Holding> one = List.of(holding);
      said.merge(holding.identity(), one, Ledger::and);
    }
    for (var each : said.entrySet()) {
      if (each.getValue().size() >= MANY && owners(each.getValue()) >= MANY) {
        throw new SourceFailed(
            "%s belongs to %d accounts: what many share is nobody's key; say that it is shared, or leave it out"
                .formatted(each.getKey(), owners(each.getValue())));
      }
    }
    return said;
  }

  private static long owners(List<Listing.Holding> holdings) {
    return holdings.stream()
        .filter(holding -> !holding.isTimed())
        .map(Listing.Holding::account)
        .distinct()
        .count();
  }

  private static <T> List<T> and(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private Map<Identity, List<Tenure>> before() {
    Map<Identity, List<Tenure>> before = HashMap.newHashMap(tenures.size());
    for (Tenure tenure : tenures) {
      before.merge(tenure.identity(), List.of(tenure), Ledger::and);
    }
    return before;
  }

  private void merge(
      Identity identity,
      List<Listing.Holding> said,
      List<Tenure> had,
      Instant now,
      List<Tenure> into) {
    Set<String> open = new HashSet<>();
    Set<String> timed = new HashSet<>();
    said.forEach(holding -> (holding.isTimed() ? timed : open).add(holding.account()));
    boolean moves =
        !open.isEmpty()
            && had.stream().anyMatch(old -> isOpen(old) && !open.contains(old.account()));
    for (Listing.Holding holding : said) {
      if (holding.isTimed()) {
        into.add(
            new Tenure(
                identity,
                holding.account(),
                holding.from().orElse(Instant.MIN),
                holding.to().orElse(Instant.MAX)));
      }
    }
    for (String account : open) {
      Optional<Tenure> still =
          had.stream().filter(old -> isOpen(old) && old.account().equals(account)).findFirst();
      into.add(
          still.orElseGet(
              () -> new Tenure(identity, account, moves ? now : earliest(now), Instant.MAX)));
    }
    for (Tenure old : had) {
      if (timed.contains(old.account())) {
        continue;
      }
      if (!isOpen(old)) {
        into.add(old);
      } else if (!open.contains(old.account())) {
        into.add(ended(old, moves ? at : now));
      }
    }
  }

  /// An identity that nobody had can have begun at any time since the source was last read. One
  /// that moved is the old owner's up to then, the new one's from now on, and nobody's between.
  private Instant earliest(Instant now) {
    return at.isBefore(now) ? at : now;
  }

  private static boolean isOpen(Tenure tenure) {
    return tenure.to().equals(Instant.MAX);
  }

  private static Tenure ended(Tenure tenure, Instant end) {
    Instant to = tenure.from().isBefore(end) ? end : tenure.from().plusMillis(1);
    return new Tenure(tenure.identity(), tenure.account(), tenure.from(), to);
  }

  private static List<Tenure> kept(List<Tenure> all, Instant since) {
    List<Tenure> kept = new ArrayList<>(all.size());
    List<Tenure> past = new ArrayList<>();
    for (Tenure tenure : all) {
      if (isOpen(tenure)) {
        kept.add(tenure);
      } else if (!tenure.to().isBefore(since)) {
        past.add(tenure);
      }
    }
    past.sort(Comparator.comparing(Tenure::to).reversed());
    kept.addAll(past.subList(0, Math.min(past.size(), MOST_ENDED)));
    return kept;
  }

  /// Those that left stay as long as anything that they had is remembered.
  private List<Account> accounts(Listing listing, Instant now, List<Tenure> kept) {
    Map<String, Account> all = LinkedHashMap.newLinkedHashMap(listing.accounts().size());
    listing.accounts().forEach(account -> all.put(account.id(), account));
    Set<String> needed = new HashSet<>();
    kept.forEach(tenure -> needed.add(tenure.account()));
    for (Account old : accounts) {
      if (!all.containsKey(old.id()) && needed.contains(old.id())) {
        all.put(old.id(), old.until().isPresent() ? old : left(old, now));
      }
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
    return AccountBook.of(present(), tenures, shared);
  }
}
