package weir.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ResponsesInForce;
import weir.check.ResponsesInForce.InForce;
import weir.response.Response;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is this login, or its domain, locked or held by a response?
///
/// Who was logged in before it was locked hears of it at the next MAIL. What a response is, is
/// never exempted from: whoever wants another takes the response back.
final class ResponsesCheck implements Check {
  static final FindingKind DENIED_BY_RESPONSE =
      FindingKind.firm(
          "denied-by-response",
          "A response lets this login hand in no mail.",
          "Your login is locked for sending, please ask your provider why; you can still read mail",
          "7.1");
  static final FindingKind HELD_BY_RESPONSE =
      FindingKind.firm(
          "held-by-response",
          "A response keeps the mail of this login until somebody decides.",
          "Your mail is looked at before it goes out, please ask your provider why",
          "7.1");

  static final CheckType TYPE =
      new CheckType("responses", Stage.MAIL, List.of(DENIED_BY_RESPONSE, HELD_BY_RESPONSE));

  private final ResponsesInForce responses;

  ResponsesCheck(State state, InstantSource clock) {
    this.responses = new ResponsesInForce(state, clock);
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.login().isPresent();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.login().isEmpty()) {
      return CheckResult.CLEAR;
    }
    try {
      for (InForce each : responses.of(facts.login().get().name())) {
        Optional<FindingKind> kind = kind(each.response());
        if (kind.isPresent()) {
          return CheckResult.found(finding(kind.get(), each));
        }
      }
      return CheckResult.CLEAR;
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
  }

  private static Optional<FindingKind> kind(Response response) {
    return switch (response) {
      case Response.DenyLogin _ -> Optional.of(DENIED_BY_RESPONSE);
      case Response.Hold _ -> Optional.of(HELD_BY_RESPONSE);
      case Response.Notify _, Response.Throttle _, Response.Fence _, Response.Suspend _ ->
          Optional.empty();
    };
  }

  /// The lease is the finding's subject, so that what it holds is found by it.
  static Finding finding(FindingKind kind, InForce response) {
    return new Finding(
        kind,
        response.lease(),
        kind.remedy(),
        List.of(
            new Evidence("lease", response.lease()),
            new Evidence("target", response.target().text())));
  }
}
