package weir.bench.outbound;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import weir.incident.Alarm;
import weir.incident.Rule;

/// What came of it: for each set of rules how much each attack sent before it was seen, and who was
/// accused of nothing.
final class Scores {
  private static final int NEVER = -1;

  private final List<Attack> attacks;
  private final int from;
  private final int[] sent;
  private final Map<RuleSet, OfSet> ofSets = new HashMap<>();

  private static final class OfSet {
    private final int[] leaked;
    private final Map<CustomerKind, Set<Long>> accused = new EnumMap<>(CustomerKind.class);
    private final Map<String, int[]> rules = new TreeMap<>();

    OfSet(int attacks) {
      leaked = new int[attacks];
      Arrays.fill(leaked, NEVER);
    }
  }

  /// @param from first day on which accusations count: before it the meters get to know everybody
  Scores(List<RuleSet> sets, List<Attack> attacks, int from) {
    this.attacks = attacks;
    this.from = from;
    sent = new int[attacks.size()];
    sets.forEach(set -> ofSets.put(set, new OfSet(attacks.size())));
  }

  private OfSet of(RuleSet set) {
    OfSet known = ofSets.get(set);
    if (known == null) {
      throw new IllegalArgumentException("unknown set of rules " + set.name());
    }
    return known;
  }

  /// A message of an attack.
  void sent(int attack) {
    sent[attack]++;
  }

  void seen(RuleSet set, int attack, Rule rule) {
    OfSet of = of(set);
    if (of.leaked[attack] == NEVER) {
      of.leaked[attack] = sent[attack];
      counts(of, rule)[0]++;
    }
  }

  void accused(RuleSet set, Customer customer, int day, Alarm alarm) {
    if (day < from) {
      return;
    }
    OfSet of = of(set);
    long which = (long) customer.number() << 16 | day;
    if (of.accused.computeIfAbsent(customer.kind(), _ -> new HashSet<>()).add(which)) {
      counts(of, alarm.rule())[1]++;
    }
  }

  private static int[] counts(OfSet of, Rule rule) {
    return of.rules.computeIfAbsent(rule.id(), _ -> new int[2]);
  }

  /// Messages of each compromise of a kind before it was seen; of one that was not seen, all.
  List<Double> leaked(RuleSet set, Set<AttackKind> kinds) {
    Map<Integer, Double> ofCompromise = new TreeMap<>();
    for (Attack attack : attacks) {
      if (kinds.contains(attack.kind())) {
        int leaked = of(set).leaked[attack.number()];
        double lost = leaked == NEVER ? sent[attack.number()] : leaked;
        ofCompromise.merge(attack.compromise(), lost, Double::sum);
      }
    }
    return List.copyOf(ofCompromise.values());
  }

  /// Share of attacks of a kind that were seen: of a compromise of many accounts each counts.
  double seen(RuleSet set, Set<AttackKind> kinds) {
    int[] of =
        IntStream.range(0, sent.length)
            .filter(at -> kinds.contains(attacks.get(at).kind()) && sent[at] > 0)
            .toArray();
    long seen = IntStream.of(of).filter(at -> of(set).leaked[at] != NEVER).count();
    return of.length == 0 ? 0 : (double) seen / of.length;
  }

  /// Days of accounts with an accusation.
  int accused(RuleSet set, CustomerKind kind) {
    return of(set).accused.getOrDefault(kind, Set.of()).size();
  }

  /// By rule: attacks that it was the first to see, days of accounts that it was the first to
  /// accuse.
  Map<String, int[]> rules(RuleSet set) {
    return of(set).rules;
  }
}
