package weir.cli.limits;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.meter.Kind;
import weir.trial.Caught;
import weir.trial.RuleTried;

/// Whom rules would have raised an alarm about, for people.
///
/// @param limit senders of each rule that are shown
public record TrialPage(PrintWriter out, Style style, int limit) {

  /// @param hasAccounts whether anything was an account's
  public void print(List<RuleTried> tried, boolean hasAccounts) {
    List<RuleTried> telling = tried.stream().filter(TrialPage::tells).toList();
    List<RuleTried> silent = tried.stream().filter(rule -> !tells(rule)).toList();
    telling.forEach(this::rule);
    if (!telling.isEmpty()) {
      out.println();
      out.println(
          "MESSAGES and RECIPIENTS: of the day until the first alarm. LATER: recipients of the day after it, whom a response could have spared.");
    }
    if (!silent.isEmpty()) {
      out.println();
      out.println("No alarm by " + names(silent) + ".");
    }
    blind(tried, hasAccounts);
  }

  private static boolean tells(RuleTried rule) {
    return rule.senders() > 0 || rule.freed() > 0;
  }

  private static String names(List<RuleTried> rules) {
    return rules.stream().map(rule -> rule.limit().rule().id()).collect(Collectors.joining(", "));
  }

  /// What keeps rules from seeing what they look for.
  private void blind(List<RuleTried> tried, boolean hasAccounts) {
    List<RuleTried> ofHistory = tried.stream().filter(rule -> rule.limit().needsHistory()).toList();
    List<RuleTried> ofAccounts =
        tried.stream().filter(rule -> rule.limit().rule().of() == Kind.ACCOUNT).toList();
    if (!ofHistory.isEmpty()) {
      out.println();
      out.println(
          "What is usual for a sender is known after two weeks of its mail. Until then it is asked for in vain by "
              + names(ofHistory)
              + ".");
    }
    if (!hasAccounts && !ofAccounts.isEmpty()) {
      out.println();
      out.println(
          style.doubtful(
              "No message is known to be an account's, so that nothing is seen by "
                  + names(ofAccounts)
                  + ": see directory.md."));
    }
  }

  private void rule(RuleTried rule) {
    out.println();
    out.println(style.bold(rule.limit().rule().id()) + ": " + summary(rule));
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
