package weir.bench.outbound;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import weir.bench.Quantile;

/// Prints what came of it, as tables for docs/performance.md.
final class Report {
  private static final double TEN_THOUSAND = 10_000;

  private final List<RuleSet> sets;
  private final Scores scores;
  private final Map<CustomerKind, Long> accountDays;
  private final PrintStream out;

  /// @param accountDays days of accounts of each kind that were simulated
  Report(List<RuleSet> sets, Scores scores, Map<CustomerKind, Long> accountDays, PrintStream out) {
    this.sets = sets;
    this.scores = scores;
    this.accountDays = new EnumMap<>(accountDays);
    this.out = out;
  }

  void print() {
    out.println("Messages that left before an alarm: median, p95, share seen");
    out.println();
    head("compromise");
    for (AttackKind kind : AttackKind.values()) {
      row(kind.word(), set -> leaked(set, EnumSet.of(kind)));
    }
    row("all", set -> leaked(set, EnumSet.allOf(AttackKind.class)));
    out.println();
    out.println("False flags: days of accounts with one, of 10,000 of that kind");
    out.println();
    head("account");
    for (CustomerKind kind : CustomerKind.values()) {
      row(kind.word() + " (" + days(kind) + ")", set -> flags(set, EnumSet.of(kind)));
    }
    row("all", set -> flags(set, EnumSet.allOf(CustomerKind.class)));
    row(
        "all but newsletters over plan",
        set -> flags(set, EnumSet.complementOf(EnumSet.of(CustomerKind.NEWSLETTER_OVER_PLAN))));
    out.println();
  }

  /// Which rules did it.
  void printRules() {
    out.println("| rule | attacks it saw first | false flags it was first in |");
    out.println("| --- | --- | --- |");
    for (RuleSet set : sets) {
      scores
          .rules(set)
          .forEach((rule, counts) ->
              out.println("| " + rule + " | " + counts[0] + " | " + counts[1] + " |"));
    }
    out.println();
  }

  private void head(String first) {
    out.println(
        "| "
            + first
            + " | "
            + String.join(" | ", sets.stream().map(RuleSet::name).toList())
            + " |");
    out.println("| --- " + "| --- ".repeat(sets.size()) + "|");
  }

  private void row(String name, Function<RuleSet, String> cell) {
    out.println("| " + name + " | " + String.join(" | ", sets.stream().map(cell).toList()) + " |");
  }

  private String leaked(RuleSet set, Set<AttackKind> kinds) {
    List<Double> leaked = scores.leaked(set, kinds);
    if (leaked.isEmpty()) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.0f, %.0f, %.0f %%",
        Quantile.of(leaked, 0.5),
        Quantile.of(leaked, 0.95),
        100 * scores.seen(set, kinds));
  }

  private String flags(RuleSet set, Set<CustomerKind> kinds) {
    long flags = kinds.stream().mapToLong(kind -> scores.accused(set, kind)).sum();
    long days = kinds.stream().mapToLong(this::days).sum();
    return String.format(Locale.ROOT, "%.2f", flags * TEN_THOUSAND / Math.max(1, days));
  }

  private long days(CustomerKind kind) {
    return accountDays.getOrDefault(kind, 0L);
  }
}
