package weir.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Identity;
import weir.account.Tenure;
import weir.account.Tenures;

/// Makes of who had what, and of what a source says now, who has and had what.
///
/// Of a million identities nearly all are as they were: these cost a look-up each, and what is
/// known of them is used again and not made anew. What only the others need, such as a look at all
/// that has ended, is left out where there are none.
///
/// @param before who had what when the source was read last
/// @param at when that was
/// @param now when the source said what it says
/// @param since what had ended before then is forgotten
record NextTenures(Tenures before, Instant at, Instant now, Instant since) {
  /// Ended tenures at most; of more, those that ended first are forgotten.
  static final int MOST_ENDED = 1_000_000;

  /// An identity that so many accounts have is no key of any of them.
  static final int MANY = 10;

  /// @throws SourceFailed when an identity is that of many accounts
  Tenures after(List<Listing.Holding> said) throws SourceFailed {
    Map<Identity, List<Tenure>> next = HashMap.newHashMap(said.size());
    Set<Identity> several = new HashSet<>();
    int met = 0;
    boolean someEnded = false;
    for (Listing.Holding holding : said) {
      List<Tenure> had = before.of(holding.identity());
      Identity identity = had.isEmpty() ? holding.identity() : had.getFirst().identity();
      List<Tenure> has = succeed(holding, had);
      if (next.putIfAbsent(identity, has) != null) {
        several.add(identity);
      } else {
        met += had.isEmpty() ? 0 : 1;
        someEnded |= has.size() > 1 || !isOpen(has.getFirst());
      }
    }
    addSeveral(several, said, next);
    boolean allMet = met == before.lists().size();
    if (!allMet) {
      addUnmet(next);
    }
    if (someEnded || !several.isEmpty() || !allMet) {
      forget(next);
    }
    return Tenures.ofLists(next);
  }

  /// What nothing is said of any more.
  private void addUnmet(Map<Identity, List<Tenure>> into) {
    for (List<Tenure> had : before.lists()) {
      into.computeIfAbsent(had.getFirst().identity(), _ -> had.stream().map(this::over).toList());
    }
  }

  private List<Tenure> succeed(Listing.Holding holding, List<Tenure> had) {
    boolean isAsItWas =
        had.size() == 1
            && !holding.isTimed()
            && isOpen(had.getFirst())
            && had.getFirst().account().equals(holding.account());
    if (isAsItWas) {
      return had;
    }
    return had.isEmpty() && !holding.isTimed()
        ? List.of(new Tenure(holding.identity(), holding.account(), earliest(), Instant.MAX))
        : merge(List.of(holding), had);
  }

  /// What more than one row is about.
  private void addSeveral(
      Set<Identity> several, List<Listing.Holding> said, Map<Identity, List<Tenure>> into)
      throws SourceFailed {
    if (several.isEmpty()) {
      return;
    }
    Map<Identity, List<Listing.Holding>> holdings = new HashMap<>();
    for (Listing.Holding holding : said) {
      if (several.contains(holding.identity())) {
        holdings.computeIfAbsent(holding.identity(), _ -> new ArrayList<>()).add(holding);
      }
    }
    for (var each : holdings.entrySet()) {
      long owners = owners(each.getValue());
      if (owners >= MANY) {
        throw new SourceFailed(
            "%s belongs to %d accounts: what many share is nobody's key; say that it is shared, or leave it out"
                .formatted(each.getKey(), owners));
      }
      into.put(each.getKey(), merge(each.getValue(), before.of(each.getKey())));
    }
  }

  private static long owners(List<Listing.Holding> holdings) {
    return holdings.stream()
        .filter(holding -> !holding.isTimed())
        .map(Listing.Holding::account)
        .distinct()
        .count();
  }

  /// @param said of one identity, at least one
  private List<Tenure> merge(List<Listing.Holding> said, List<Tenure> had) {
    List<Tenure> into = new ArrayList<>();
    Set<String> open = new HashSet<>();
    Set<String> timed = new HashSet<>();
    said.forEach(holding -> (holding.isTimed() ? timed : open).add(holding.account()));
    boolean moves =
        !open.isEmpty()
            && had.stream().anyMatch(old -> isOpen(old) && !open.contains(old.account()));
    Identity identity = said.getFirst().identity();
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
              () -> new Tenure(identity, account, moves ? now : earliest(), Instant.MAX)));
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
    return Tenures.inOrder(into);
  }

  /// An identity that nobody had can have begun at any time since the source was last read. One
  /// that moved is the old owner's up to then, the new one's from now on, and nobody's between.
  private Instant earliest() {
    return at.isBefore(now) ? at : now;
  }

  private static boolean isOpen(Tenure tenure) {
    return tenure.to().equals(Instant.MAX);
  }

  private Tenure over(Tenure tenure) {
    return isOpen(tenure) ? ended(tenure, now) : tenure;
  }

  private static Tenure ended(Tenure tenure, Instant end) {
    Instant to = tenure.from().isBefore(end) ? end : tenure.from().plusMillis(1);
    return new Tenure(tenure.identity(), tenure.account(), tenure.from(), to);
  }

  private void forget(Map<Identity, List<Tenure>> all) {
    forgetBefore(since, all);
    List<Instant> ends = new ArrayList<>();
    for (List<Tenure> each : all.values()) {
      for (Tenure tenure : each) {
        if (!isOpen(tenure)) {
          ends.add(tenure.to());
        }
      }
    }
    if (ends.size() > MOST_ENDED) {
      ends.sort(null);
      forgetBefore(ends.get(ends.size() - MOST_ENDED), all);
    }
  }

  private static void forgetBefore(Instant end, Map<Identity, List<Tenure>> all) {
    for (Iterator<Map.Entry<Identity, List<Tenure>>> each = all.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Identity, List<Tenure>> entry = each.next();
      List<Tenure> kept = since(end, entry.getValue());
      if (kept.isEmpty()) {
        each.remove();
      } else {
        entry.setValue(kept);
      }
    }
  }

  private static List<Tenure> since(Instant end, List<Tenure> all) {
    for (Tenure tenure : all) {
      if (tenure.to().isBefore(end)) {
        return all.stream().filter(it -> !it.to().isBefore(end)).toList();
      }
    }
    return all;
  }
}
