package weir.cli.imports;

import java.util.List;
import java.util.Optional;
import weir.api.Answer;
import weir.api.Explanation;
import weir.api.ImaginedSession;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.former.Attempt;
import weir.former.OldDecision;

/// An attempt as the old system and as ours would have taken it.
///
/// @param verdict ours, `pass`, `defer` and so on; `failed` where it could not be walked
/// @param because the finding that decided, or why it could not be walked
/// @param answer what our client is told
record Compared(
    String client,
    String helo,
    String from,
    String to,
    String oldOutcome,
    String oldBecause,
    String oldSaid,
    String verdict,
    String because,
    String answer,
    boolean differs) {

  static Compared of(Attempt attempt, OldDecision before, Installation.Trial trial)
      throws InterruptedException {
    Answer answer = trial.walk(session(attempt));
    String verdict = "failed";
    String because = "it could not be walked";
    String said = "";
    if (answer instanceof Explanation explanation) {
      verdict = explanation.verdict();
      because = explanation.because();
      said = explanation.steps().getLast().answer();
    } else if (answer instanceof Answer.Failed(var why)) {
      because = why;
    }
    return new Compared(
        attempt.client().toString(),
        attempt.helo().orElse(""),
        attempt.sender(),
        attempt.recipient(),
        Json.word(before.outcome()),
        before.because(),
        before.said(),
        verdict,
        because,
        said,
        !same(before.outcome(), verdict));
  }

  /// Who greets without a name gives its address: ours wants a greeting.
  private static ImaginedSession session(Attempt attempt) {
    return new ImaginedSession(
        attempt.client().toString(),
        Optional.empty(),
        attempt.helo().orElseGet(() -> attempt.client().literal()),
        attempt.sender(),
        List.of(attempt.recipient()),
        Optional.empty(),
        attempt.ident(),
        Optional.empty());
  }

  /// A connection that was dropped is one that is refused; 421 makes a sender come again, as 451
  /// does.
  private static boolean same(OldDecision.Outcome before, String verdict) {
    return switch (before) {
      case PASS -> verdict.equals("pass");
      case DEFER -> verdict.equals("defer") || verdict.equals("close");
      case REJECT -> verdict.equals("reject");
      case DROP -> List.of("defer", "reject", "close").contains(verdict);
    };
  }
}
