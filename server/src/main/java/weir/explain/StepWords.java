package weir.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weir.api.Explanation.Fact;
import weir.api.Explanation.Look;
import weir.api.Explanation.Step;
import weir.api.Explanation.Weight;
import weir.config.Durations;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Looked;
import weir.verdict.Meaning;
import weir.verdict.Outcome;
import weir.verdict.Policy;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.Verdict;
import weir.verdict.Verdict.Weighed;
import weir.verdict.WhenUnknown;

/// A verdict in the words of an explanation.
record StepWords(Policy policy, Verdict verdict) {

  Step step(
      Stage stage,
      String client,
      List<Fact> facts,
      List<Looked> looks,
      String answer,
      Outcome outcome) {
    return new Step(
        stage.word(),
        client,
        facts,
        looks.stream().flatMap(each -> looks(each.check(), each.result())).toList(),
        verdict.weighed().stream().map(this::weight).toList(),
        verdict.policy(),
        verdict.score(),
        verdict.delay(),
        verdict.tags().stream().map(tag -> tag.header() + ": " + tag.text()).toList(),
        outcome.word(),
        because(outcome),
        answer);
  }

  private Stream<Look> looks(String check, CheckResult result) {
    return switch (result) {
      case CheckResult.Clear(var evidence, var _) ->
          Stream.of(new Look(check, "clear", "", facts(evidence)));
      case CheckResult.NotAsked(var why) -> Stream.of(new Look(check, "not-asked", why, List.of()));
      case CheckResult.Found(var findings, var _) ->
          Stream.of(
              new Look(
                  check,
                  "found",
                  String.join(", ", findings.stream().map(each -> each.id()).toList()),
                  findings.stream().flatMap(each -> facts(each.evidence()).stream()).toList()));
      case CheckResult.Unknown(var cause, var evidence, var subject) ->
          Stream.of(
              new Look(
                  check,
                  "unknown",
                  cause + "; " + words(policy.whenUnknown(check, subject)),
                  facts(evidence)));
      case CheckResult.Several(var parts) -> parts.stream().flatMap(part -> looks(check, part));
    };
  }

  private static List<Fact> facts(List<Evidence> evidence) {
    return evidence.stream().map(each -> new Fact(each.name(), each.value())).toList();
  }

  private static String words(WhenUnknown meaning) {
    return switch (meaning) {
      case OPEN -> "the policy goes on then";
      case DEFER -> "the policy refuses for now then";
      case CLOSED -> "the policy hangs up then";
    };
  }

  private Weight weight(Weighed weighed) {
    return new Weight(
        weighed.finding().id(),
        weighed.finding().subject(),
        weighed.finding().kind().meaning(),
        words(meaning(weighed)),
        weighed.weight().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        weighed.score());
  }

  private Meaning meaning(Weighed weighed) {
    for (Rule rule : policy.rules()) {
      if (rule.kind().id().equals(weighed.finding().id())) {
        return rule.meaning();
      }
    }
    return policy.meaning(weighed.finding());
  }

  private static String words(Meaning meaning) {
    if (meaning.observe()) {
      return "observe";
    }
    List<String> words = new ArrayList<>();
    meaning.refusal().ifPresent(refusal -> words.add(refusal.name().toLowerCase(Locale.ROOT)));
    if (meaning.score() != 0) {
      words.add("score " + meaning.score());
    }
    meaning.tag().ifPresent(header -> words.add("tag " + header));
    meaning.subject().ifPresent(before -> words.add("subject \"" + before + '"'));
    if (!meaning.delay().isZero()) {
      words.add("delay " + Durations.text(meaning.delay()));
    }
    if (!meaning.exempt().isEmpty()) {
      words.add(
          meaning.exempt().size() > 3
              ? "exempt from " + meaning.exempt().size() + " checks"
              : "exempt from " + String.join(", ", meaning.exempt().stream().sorted().toList()));
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private static String because(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass() -> "";
      case Outcome.Defer(var reason) -> reason.id();
      case Outcome.Reject(var reason) -> reason.id();
      case Outcome.Close(var reason) -> reason.id();
      case Outcome.Quarantine(var reason) -> reason.id();
    };
  }
}
