package weir.cli.journal;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.cli.output.Points;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;
import weir.journal.Entry;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.Outcome;
import weir.verdict.Verdict;
import weir.verdict.Verdict.Unsettled;
import weir.verdict.Verdict.Weighed;
import weir.verdict.WhenUnknown;

/// Verdicts in the order they were given: what was seen, and what the policy made of it. What was
/// seen once and weighed again at a later stage is not repeated.
final class JudgementPage {
  private final PrintWriter out;
  private final Style style;
  private final Set<Finding> shown = new HashSet<>();

  JudgementPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(List<Entry.Judged> judged) {
    if (judged.isEmpty()) {
      return;
    }
    out.println();
    out.println(style.bold("What was judged"));
    judged.forEach(this::print);
  }

  private void print(Entry.Judged judged) {
    Verdict verdict = judged.verdict();
    String of = judged.recipient().isEmpty() ? "" : " for " + Shown.path(judged.recipient());
    out.println(
        "  at %s%s: %s, by policy %s%s"
            .formatted(
                judged.stage().word(),
                of,
                decided(verdict.outcome()),
                Shown.text(verdict.policy()),
                verdict.score() == 0 ? "" : ", score " + Points.text(verdict.score())));
    verdict.weighed().forEach(this::weighed);
    verdict.unknowns().forEach(this::unsettled);
    if (!verdict.delay().isZero()) {
      out.println("    the answer waited " + Times.length(verdict.delay()));
    }
    if (goesOn(verdict.outcome())) {
      verdict.tags().forEach(tag -> out.println("    header added: " + field(tag)));
    }
  }

  private static String field(Verdict.Tag tag) {
    return Shown.text(tag.header()) + ": " + Shown.text(tag.text());
  }

  /// Whether there is a message then to which a header can be added.
  private static boolean goesOn(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass(), Outcome.Quarantine(var _) -> true;
      case Outcome.Defer(var _), Outcome.Reject(var _), Outcome.Close(var _) -> false;
    };
  }

  String decided(Outcome outcome) {
    return outcome
        .why()
        .map(reason -> coloured(outcome) + " because of " + reason.id())
        .orElseGet(() -> coloured(outcome));
  }

  private String coloured(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass() -> style.good(outcome.word());
      case Outcome.Defer(var _), Outcome.Quarantine(var _) -> style.doubtful(outcome.word());
      case Outcome.Reject(var _), Outcome.Close(var _) -> style.bad(outcome.word());
    };
  }

  void weighed(Weighed weighed) {
    String subject = weighed.finding().subject();
    out.println(
        "    %s%s  %s"
            .formatted(
                style.bold(weighed.finding().id()),
                subject.isEmpty() ? "" : " (" + Shown.text(subject) + ")",
                weight(weighed)));
    if (!shown.add(weighed.finding())) {
      out.println("      " + style.dim("as above"));
      return;
    }
    out.println("      " + Shown.text(weighed.finding().kind().meaning()));
    evidence(weighed.finding().evidence());
  }

  private static String weight(Weighed weighed) {
    return switch (weighed.weight()) {
      case COUNTED ->
          weighed.score() == 0 ? "counted" : "counted, " + Points.text(weighed.score()) + " points";
      case OBSERVED -> "observed only";
      case EXEMPTED -> "exempted, so it did not count";
      case SET_ASIDE -> "set aside: it counts only when all else passes";
    };
  }

  void unsettled(Unsettled unsettled) {
    out.println(
        "    %s  could not tell: %s; %s"
            .formatted(
                style.bold(unsettled.check()),
                Shown.text(unsettled.cause()),
                followed(unsettled.meaning())));
    evidence(unsettled.evidence());
  }

  private static String followed(WhenUnknown meaning) {
    return switch (meaning) {
      case OPEN -> "the policy goes on then (open)";
      case DEFER -> "the policy refuses for now then (defer)";
      case CLOSED -> "the policy hangs up then (closed)";
    };
  }

  void evidence(List<Evidence> evidence) {
    for (Evidence each : evidence) {
      out.println("      " + style.dim(Shown.text(each.name()) + " = " + Shown.text(each.value())));
    }
  }
}
