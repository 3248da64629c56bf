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

/// Did the client talk before our greeting was complete?
///
/// The greeting has two lines with a pause between them: whoever takes the first for the whole, or
/// does not read at all, is no mail server.
final class EarlyTalkCheck implements Check {
  static final FindingKind EARLY_TALKER =
      FindingKind.of(
          "early-talker",
          "The client talked before our greeting was complete.",
          "You talked before our greeting was complete (RFC 5321 section 3.1)",
          "5.1");

  static final CheckType TYPE = new CheckType("early-talk", Stage.HELO, List.of(EARLY_TALKER));

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !facts.trusted();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    return facts.counts().earlyTalk()
        ? CheckResult.found(Finding.of(EARLY_TALKER))
        : CheckResult.CLEAR;
  }
}
