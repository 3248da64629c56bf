package weir.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.api.Explanation.Fact;
import weir.api.Explanation.Step;
import weir.enforce.Enforcer;
import weir.smtp.Reply;
import weir.verdict.Looked;
import weir.verdict.Outcome;
import weir.verdict.Policy;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// A step of a [StageWalk] that waits for its answer; with it, it is one of the steps taken.
final class OpenStep {
  private final List<Step> taken;
  private final Stage stage;
  private final String client;
  private final Policy policy;
  private final Verdict verdict;
  private final List<Looked> looks;
  private final List<Fact> known = new ArrayList<>();
  private boolean refusedForGood;

  /// @param taken gets the step
  /// @param client what the client does
  /// @param looks what was seen for it
  OpenStep(
      List<Step> taken,
      Stage stage,
      String client,
      Policy policy,
      Verdict verdict,
      List<Looked> looks) {
    this.taken = taken;
    this.stage = stage;
    this.client = client;
    this.policy = policy;
    this.verdict = verdict;
    this.looks = looks;
  }

  OpenStep fact(String name, String value) {
    known.add(new Fact(name, value));
    return this;
  }

  /// The answer if nothing speaks against it.
  ///
  /// @return whether the session goes on
  boolean answered(Reply otherwise) {
    Optional<Reply> refusal = Enforcer.refusal(verdict.outcome());
    add(refusal.orElse(otherwise), verdict.outcome());
    return refusal.isEmpty();
  }

  /// What the gateway says by itself where no check refuses.
  boolean instead(Reply obstacle) {
    return Enforcer.refusal(verdict.outcome()).isEmpty() ? whatever(obstacle) : answered(obstacle);
  }

  /// What the gateway says by itself whatever checks see.
  boolean whatever(Reply own) {
    Outcome.Reason reason = new Outcome.Reason("gateway", "0.0", own.text());
    add(own, own.isPermanent() ? new Outcome.Reject(reason) : new Outcome.Defer(reason));
    return false;
  }

  /// Whether the answer was a 5xx.
  boolean refusedForGood() {
    return refusedForGood;
  }

  private void add(Reply answer, Outcome outcome) {
    refusedForGood = answer.isPermanent();
    taken.add(
        new StepWords(policy, verdict)
            .step(stage, client, known, looks, answer.toString(), outcome));
  }
}
