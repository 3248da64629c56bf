package weir.cli.limits;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import weir.api.AccountStanding;
import weir.api.AccountStanding.OfRule;
import weir.api.AccountStanding.OfSender;
import weir.api.AccountStanding.Shows;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;

/// How an account stands to the rules, for people.
record StandingPage(PrintWriter out, Style style) {

  void print(AccountStanding standing) {
    out.println(
        "%s, %s %s"
            .formatted(
                Shown.text(standing.account()),
                standing.isRunning()
                    ? "as the running server counts it at"
                    : "as a server wrote it down that does not run, at",
                Times.seconds(standing.asOf())));
    if (standing.senders().isEmpty()) {
      out.println("Nothing was counted of it today, and nothing is usual for it yet.");
    }
    standing.senders().forEach(this::sender);
    if (standing.others() > 0) {
      out.println();
      out.println("%,d more of its senders have sent less.".formatted(standing.others()));
    }
  }

  private void sender(OfSender sender) {
    out.println();
    out.println(style.bold(Shown.text(sender.sender())));
    out.println(
        sender.usual().isEmpty()
            ? "  Nothing is usual for it before two weeks of history."
            : "  usual: " + figures(sender.usual()));
    if (sender.rules().isEmpty()) {
      out.println("  No rule asks about it.");
    }
    sender.rules().forEach(this::rule);
  }

  private void rule(OfRule rule) {
    String holds =
        switch (rule.holds()) {
          case "yes" -> style.bad("holds");
          case "no" -> "does not hold";
          default -> "cannot tell: " + Shown.text(rule.why());
        };
    out.println("  " + style.bold(Shown.text(rule.rule())) + ": " + holds);
    out.println("    now: " + figures(rule.shows()));
    if (!rule.holds().equals("yes")) {
      out.println(
          "    would hold at: "
              + (rule.wouldHoldAt().isEmpty()
                  ? "no figure alone would do"
                  : rule.wouldHoldAt().stream()
                      .map(StandingPage::figure)
                      .collect(Collectors.joining(", or "))));
    }
    out.println(style.dim("    when " + Shown.folded(rule.when(), 1_000)));
    out.println("    then: " + then(rule));
  }

  private static String then(OfRule rule) {
    if (!rule.exemptions().isEmpty()) {
      return "nothing, it is exempted by "
          + rule.exemptions().stream().map(Shown::text).collect(Collectors.joining(", "));
    }
    return rule.upTo()
        .map(upTo -> "responses up to " + Shown.text(upTo))
        .orElse("staff are told, and nothing is done");
  }

  private static String figures(List<Shows> all) {
    return all.stream().map(StandingPage::figure).collect(Collectors.joining(", "));
  }

  private static String figure(Shows shows) {
    return Shown.text(shows.figure())
        + " "
        + shows.value().map("%,d"::formatted).orElse("not known");
  }
}
