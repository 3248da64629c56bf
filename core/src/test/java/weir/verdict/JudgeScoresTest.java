package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.looked;
import static weir.verdict.Seeing.policy;
import static weir.verdict.Seeing.reason;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Points, and what follows from their sum.
class JudgeScoresTest {
  private static final Thresholds STEPS = new Thresholds(2, 6, 4, 8);

  @Test
  void scoresAddUpAndEachFindingKeepsItsShare() {
    Policy policy =
        policy(Map.of("one", Meaning.score(1.5), "two", Meaning.score(-0.25)), Thresholds.NONE);
    Verdict verdict = judge(policy, looked("a", finding("one")), looked("b", finding("two")));
    assertThat(verdict.score()).isEqualTo(1.25);
    assertThat(verdict.weighed()).extracting(Verdict.Weighed::score).containsExactly(1.5, -0.25);
    assertThat(verdict.outcome().passes()).isTrue();
    assertThat(verdict.tags()).isEmpty();
  }

  @Test
  void thresholdsActFromTheirScoreOn() {
    assertThat(atScore(1.9)).isEqualTo("pass");
    assertThat(atScore(2)).isEqualTo("pass tagged 2.0");
    assertThat(atScore(3.9)).isEqualTo("pass tagged 3.9");
    assertThat(atScore(4)).isEqualTo("quarantine tagged 4.0");
    assertThat(atScore(5.9)).isEqualTo("quarantine tagged 5.9");
    assertThat(atScore(6)).isEqualTo("defer tagged 6.0");
    assertThat(atScore(7.9)).isEqualTo("defer tagged 7.9");
    assertThat(atScore(8)).isEqualTo("reject tagged 8.0");
  }

  private static String atScore(double score) {
    Verdict verdict =
        judge(policy(Map.of("seen", Meaning.score(score)), STEPS), looked("a", finding("seen")));
    if (!verdict.outcome().passes()) {
      assertThat(reason(verdict).id()).isEqualTo("score");
    }
    return verdict.outcome().word()
        + (verdict.tags().isEmpty() ? "" : " tagged " + verdict.tags().getFirst().text());
  }
}
