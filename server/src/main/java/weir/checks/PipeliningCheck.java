package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Did the client send commands together that RFC 2920 section 3.1 wants sent one by one?
///
/// It may do so at any time, so what is seen holds only for the stage at which it was looked.
final class PipeliningCheck implements Check {
  static final FindingKind UNAUTHORIZED_PIPELINING =
      FindingKind.of(
          "unauthorized-pipelining",
          "The client sent commands together that must be sent one by one.",
          "Commands were sent together without leave (RFC 2920 section 3.1)",
          "5.0");

  static final CheckType TYPE =
      new CheckType("pipelining", Stage.HELO, List.of(UNAUTHORIZED_PIPELINING));

  private final Stage at;

  PipeliningCheck(Stage at) {
    this.at = at;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public Stage facts() {
    return at;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !facts.trusted();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    return facts.counts().pipelining()
        ? CheckResult.found(Finding.of(UNAUTHORIZED_PIPELINING))
        : CheckResult.CLEAR;
  }
}
