package weir.cli.limits;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.incident.Exemption;
import weir.incident.Rule;
import weir.limits.Limit;
import weir.limits.Limits;
import weir.meter.Figure;

/// What a file of limits means, for people.
record LimitsPage(PrintWriter out, Style style) {

  void print(Limits limits, Instant now) {
    limits.limits().forEach(this::rule);
    if (limits.limits().isEmpty()) {
      out.println("There is no rule in it: nothing is looked for.");
    }
    if (!limits.exemptions().isEmpty()) {
      out.println();
      exemptions(limits.exemptions(), now);
    }
  }

  private void rule(Limit limit) {
    out.println();
    out.println(style.bold(limit.rule().id()) + ": " + does(limit.rule()));
    out.println("  when " + Shown.folded(limit.when(), 1_000));
    out.println("  says " + Shown.folded(limit.says(), 1_000));
    if (limit.needsHistory()) {
      out.println("  Of senders without two weeks of history it cannot tell what is usual.");
    }
    int width = limit.figures().stream().mapToInt(it -> it.word().length()).max().orElse(0);
    for (Figure figure : limit.figures()) {
      String word = figure.word();
      out.println(
          style.dim("  " + word + " ".repeat(width - word.length()) + "  " + figure.words()));
    }
  }

  private static String does(Rule rule) {
    String of = "looks at each " + Json.word(rule.of());
    return rule.acts()
        ? of + ", and may lead to responses up to " + Json.word(rule.upTo())
        : of + ", and observes: staff are told, and nothing else happens";
  }

  private void exemptions(List<Exemption> exemptions, Instant now) {
    Table table = new Table("", "EXEMPTION", "OF", "RULES", "OWNER", "UNTIL", "REASON");
    for (Exemption each : exemptions) {
      table.row(
          Shown.text(each.id()),
          Shown.text(each.of().toString()),
          each.rules().stream().sorted().collect(Collectors.joining(", ")),
          Shown.text(each.owner()),
          Times.seconds(each.until()),
          Shown.text(each.reason()));
    }
    table.print(out, style);
    exemptions.stream()
        .filter(each -> each.isExpired(now))
        .forEach(each ->
            out.println(
                style.doubtful(
                    "%s has expired and does nothing; %s answers for it"
                        .formatted(Shown.text(each.id()), Shown.text(each.owner())))));
  }
}
