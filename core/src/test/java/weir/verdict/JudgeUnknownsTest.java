package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.reason;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.verdict.Outcome.Reason;

/// Could not tell is not no.
class JudgeUnknownsTest {
  @Test
  void couldNotTellFollowsThePolicy() {
    assertThat(whenUnknown(WhenUnknown.OPEN)).isEqualTo("pass");
    assertThat(whenUnknown(WhenUnknown.DEFER)).isEqualTo("defer");
    assertThat(whenUnknown(WhenUnknown.CLOSED)).isEqualTo("close");
  }

  private static String whenUnknown(WhenUnknown meaning) {
    Policy policy = Seeing.whenUnknown(Map.of("a", meaning));
    Evidence evidence = new Evidence("question", "no answer");
    Verdict verdict =
        judge(policy, new Looked("a", CheckResult.unknown("silence", evidence), true));
    assertThat(verdict.unknowns())
        .containsExactly(new Verdict.Unsettled("a", "silence", meaning, List.of(evidence)));
    if (!verdict.outcome().passes()) {
      assertThat(reason(verdict))
          .isEqualTo(
              new Reason("a", "7.0", "A check could not be made now, please try again later"));
    }
    return verdict.outcome().word();
  }

  @Test
  void aCheckThatPolicyDoesNotMentionIsOpenWhenUnknown() {
    assertThat(
            judge(
                    Seeing.whenUnknown(Map.of("a", WhenUnknown.DEFER)),
                    new Looked("b", CheckResult.unknown("silence"), true))
                .outcome()
                .word())
        .isEqualTo("pass");
  }
}
