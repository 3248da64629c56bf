package weir.traceback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.attribution.Words;
import weir.passages.Laid;
import weir.passages.Match;
import weir.tracing.Traced;

/// Whose a message is, by what it shows and by what our mail servers wrote down together. A log of
/// ours counts for more than a header, and where they differ, that is a step of its own.
///
/// @param account id of the customer
/// @param identity how he showed himself, in words
/// @param confidence as sure as the weakest of the steps
/// @param method by what
public record Settled(
    Optional<String> account,
    Optional<String> identity,
    Confidence confidence,
    String method,
    List<Step> steps) {
  public Settled {
    steps = List.copyOf(steps);
  }

  /// @param logged whose the passage is, by the directory of today; its steps are told
  static Settled of(Traced traced, Match.One match, Attribution logged) {
    Attribution shown = traced.found();
    Laid laid = match.laid();
    boolean isVouched =
        traced.trail().source().filter(it -> it.sure() == Confidence.CLAIMED).isEmpty();
    Step known = known(match, isVouched);
    List<Step> differences = new ArrayList<>(LogDifferences.of(traced.trail(), laid));
    Confidence there = laid.confidence().and(known.confidence());
    boolean isOther =
        laid.account().isPresent()
            && shown.account().filter(it -> !it.id().equals(laid.account().get())).isPresent();
    boolean isByToken = shown.method() == Method.TOKEN;
    if (isOther && isByToken && shown.confidence() == Confidence.CERTAIN) {
      differences.add(other("the token", shown));
      return byLog(laid, logged, there.and(Confidence.LIKELY), known, differences);
    }
    boolean isSurer = there.compareTo(shown.confidence()) >= 0;
    if (laid.account().isPresent()
        && (shown.account().isEmpty() || isSurer || !differences.isEmpty())) {
      if (isOther) {
        differences.add(other(isByToken ? "the token" : "the header", shown));
      }
      return byLog(laid, logged, there, known, differences);
    }
    // The log has another way in, and does not know whose: nothing is left of the header's word.
    if (!differences.isEmpty() && !isByToken) {
      return byLog(laid, logged, Confidence.CLAIMED, known, differences);
    }
    List<Step> steps = new ArrayList<>(shown.steps());
    steps.add(known);
    steps.addAll(differences);
    return shown(shown, steps);
  }

  /// @param isVouched whether more than a line that anybody can copy says that it came from there
  private static Step known(Match.One match, boolean isVouched) {
    return isVouched
        ? Step.of("our mail servers wrote it down", Confidence.STRONG, match.why())
        : Step.open(
            "our mail servers wrote down a message with such a header",
            Confidence.CLAIMED,
            match.why() + "; the header may be copied from it",
            "from which address the complainant's own server had it");
  }

  /// By what the message shows alone.
  static Settled of(Traced traced) {
    return shown(traced.found(), traced.found().steps());
  }

  private static Settled shown(Attribution shown, List<Step> steps) {
    return new Settled(
        shown.account().map(Account::id),
        shown.identity().map(Words::of),
        shown.confidence(),
        shown.method().words(),
        steps);
  }

  private static Settled byLog(
      Laid laid, Attribution logged, Confidence sure, Step known, List<Step> differences) {
    List<Step> steps = new ArrayList<>();
    steps.add(known);
    if (logged.account().map(Account::id).equals(laid.account())) {
      steps.addAll(logged.steps());
    } else {
      steps.add(
          Step.of(
              laid.identity().orElse("its sender")
                  + " was "
                  + laid.account().map(id -> id + "'s").orElse("nobody's")
                  + " when it came",
              laid.confidence(),
              "by " + laid.method() + ", with the directory of then; today it says otherwise"));
    }
    steps.addAll(differences);
    return new Settled(laid.account(), laid.identity(), sure, laid.method(), steps);
  }

  private static Step other(String what, Attribution shown) {
    return Step.open(
        what + " leads to " + shown.account().map(Account::id).orElse("nobody"),
        Confidence.CLAIMED,
        "our log leads to somebody else, and counts",
        "the lines of the log; who had what then: weir accounts");
  }
}
