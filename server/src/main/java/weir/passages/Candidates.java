package weir.passages;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Messages of which nothing tells which is meant, in the order in which people look at them.
final class Candidates {
  private static final int SHOWN = 20;

  private Candidates() {}

  /// @param known all that fit
  /// @param why no more is known, for people
  static Match.Several of(List<Laid> known, Mentioned mentioned, String why) {
    Comparator<Laid> order =
        Comparator.comparing((Laid laid) -> !Contradiction.hasSubject(laid, mentioned));
    Optional<Instant> then = mentioned.at();
    if (then.isPresent()) {
      order = order.thenComparing(laid -> away(laid, then.get()));
    }
    order = order.thenComparing((Laid laid) -> laid.passage().since(), Comparator.reverseOrder());
    return new Match.Several(
        known.stream().sorted(order).limit(SHOWN).toList(), known.size(), accounts(known), why);
  }

  /// From a time to the stay of a message with us.
  private static Duration away(Laid laid, Instant then) {
    Instant since = laid.passage().since();
    Instant last = laid.passage().last();
    if (then.isBefore(since)) {
      return Duration.between(then, since);
    }
    return then.isAfter(last) ? Duration.between(last, then) : Duration.ZERO;
  }

  private static List<Match.OfAccount> accounts(List<Laid> known) {
    Map<Optional<String>, Long> counts =
        known.stream().collect(Collectors.groupingBy(Laid::account, Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> new Match.OfAccount(each.getKey(), each.getValue().intValue()))
        .sorted(
            Comparator.comparing(Match.OfAccount::messages, Comparator.reverseOrder())
                .thenComparing(each -> each.account().orElse("")))
        .toList();
  }
}
