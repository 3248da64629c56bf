package weir.cli.limits;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.trial.Caught;
import weir.trial.RuleTried;

/// Whom rules would have raised an alarm about, for people.
///
/// @param limit senders of each rule that are shown
public record TrialPage(PrintWriter out, Style style, int limit) {

  public void print(List<RuleTried> tried) {
    tried.forEach(this::rule);
    if (tried.stream().anyMatch(rule -> rule.senders() > 0)) {
      out.println();
      out.println(
          "MESSAGES and RECIPIENTS: of the day until the first alarm. LATER: recipients of the day after it, whom a response could have spared.");
    }
  }

  private void rule(RuleTried rule) {
    out.println();
    out.println(style.bold(rule.limit().rule().id()) + ": " + summary(rule));
    if (rule.limit().needsHistory()) {
      out.println("  It needs to know what is usual, and is silent about a sender for two weeks.");
    }
    if (rule.caught().isEmpty()) {
      return;
    }
    Table table =
        new Table(
            "  ",
            Json.word(rule.limit().rule().of()).toUpperCase(Locale.ROOT),
            "FIRST ALARM",
            "MESSAGES",
            "RECIPIENTS",
            "LATER",
            "ALARMS",
            "SAID");
    rule.caught().stream().limit(limit).forEach(each -> row(table, each));
    table.print(out, style);
    long more = rule.senders() - Math.min(limit, rule.caught().size());
    if (more > 0) {
      out.println("  %,d more (--limit)".formatted(more));
    }
  }

  private static String summary(RuleTried rule) {
    String freed =
        rule.freed() == 0 ? "" : "; %,d times for who is exempted".formatted(rule.freed());
    return rule.senders() == 0
        ? "no alarm" + freed
        : "%s, %s%s"
            .formatted(
                counted(rule.senders(), Json.word(rule.limit().rule().of())),
                counted(rule.alarms(), "alarm"),
                freed);
  }

  private static String counted(long number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  private static void row(Table table, Caught caught) {
    table.row(
        Shown.text(caught.who()) + account(caught),
        Times.seconds(caught.first()),
        "%,d".formatted(caught.messages()),
        "%,d".formatted(caught.recipients()),
        "%,d".formatted(caught.later()),
        "%,d".formatted(caught.alarms()),
        Shown.folded(caught.said(), 200));
  }

  private static String account(Caught caught) {
    boolean isNarrow =
        switch (caught.of()) {
          case LOGIN, SCRIPT, DOMAIN -> true;
          case ACCOUNT, RESELLER, HOST -> false;
        };
    return isNarrow ? " (" + caught.account().map(Shown::text).orElse("nobody's") + ")" : "";
  }
}
