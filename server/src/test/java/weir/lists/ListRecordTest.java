package weir.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weir.dns.Answer;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.Verdict;
import weir.verdict.Verdict.Weight;

class ListRecordTest {
  private static final Answer NO = new Answer.Failed("no", Answer.Failure.SERVER);
  private static final FindingKind LISTED = FindingKind.of("on-block-list", "Seen.", "Go.", "7.1");

  private final Lists lists = new Lists(() -> Instant.EPOCH);

  @Test
  void aRememberedAnswerCostsNoTimeAndIsCountedApart() {
    ListRecord record = lists.of("bl.example");
    record.asked(CompletableFuture.completedFuture(NO));
    CompletableFuture<Answer> later = new CompletableFuture<>();
    record.asked(later);
    assertThat(record.figures().mean()).isZero();
    later.complete(NO);
    ListRecord.Figures figures = record.figures();
    assertThat(figures.questions()).isEqualTo(2);
    assertThat(figures.remembered()).isEqualTo(1);
    assertThat(figures.mean()).isPositive();
  }

  @Test
  void fiveSlowAnswersOfAHundredDoNotSpoilTheBound() {
    AnswerTimes times = new AnswerTimes();
    assertThat(times.p95()).isZero();
    for (int i = 0; i < 95; i++) {
      times.add(Duration.ofMillis(10).toNanos());
    }
    for (int i = 0; i < 5; i++) {
      times.add(Duration.ofSeconds(4).toNanos());
    }
    assertThat(times.mean()).isEqualTo(Duration.ofNanos(209_500_000));
    assertThat(times.p95()).isBetween(Duration.ofMillis(10), Duration.ofNanos(12_500_001));
    times.add(Duration.ofSeconds(4).toNanos());
    assertThat(times.p95()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
  }

  @Test
  void anAnswerSlowerThanAnyBucketIsInTheLast() {
    AnswerTimes times = new AnswerTimes();
    times.add(Duration.ofHours(1).toNanos());
    assertThat(times.p95()).isGreaterThan(Duration.ofMinutes(1));
  }

  private static Verdict.Weighed weighed(String subject, Weight weight, double points) {
    return new Verdict.Weighed(
        "dnsbl", new Finding(LISTED, subject, "Listed.", List.of()), weight, points);
  }

  private long alone(Outcome outcome, Verdict.Weighed... weighed) {
    lists.of("a.example");
    lists.of("b.example");
    lists.decided(
        new Verdict(
            outcome, Duration.ZERO, List.of(), 0, List.of(weighed), List.of(), List.of(), "p@1"));
    return lists.of("a.example").figures().alone();
  }

  private static Outcome refused(String reason) {
    return new Outcome.Reject(new Outcome.Reason(reason, "7.1", "No"));
  }

  @Test
  void aRefusalForTheOnlyListingRestsOnIt() {
    assertThat(alone(refused("on-block-list"), weighed("a.example", Weight.COUNTED, 0))).isOne();
  }

  @Test
  void twoCodesOfOneListAreOneList() {
    assertThat(
            alone(
                refused("on-block-list"),
                weighed("a.example", Weight.COUNTED, 0),
                weighed("a.example/127.0.0.4", Weight.OBSERVED, 0)))
        .isOne();
  }

  @Test
  void whatASecondListSaidTooRestsOnNeitherAlone() {
    assertThat(
            alone(
                refused("on-block-list"),
                weighed("a.example", Weight.COUNTED, 0),
                weighed("b.example", Weight.OBSERVED, 0)))
        .isZero();
  }

  @Test
  void pointsCountWhereTheSumRefuses() {
    assertThat(alone(refused("score"), weighed("a.example", Weight.COUNTED, 2))).isOne();
    assertThat(alone(refused("score"), weighed("a.example", Weight.COUNTED, 0))).isOne();
  }

  @Test
  void whatPassedOrWasRefusedForSomethingElseRestsOnNoList() {
    assertThat(alone(new Outcome.Pass(), weighed("a.example", Weight.COUNTED, 2))).isZero();
    assertThat(alone(refused("helo-ours"), weighed("a.example", Weight.COUNTED, 2))).isZero();
    assertThat(alone(refused("on-block-list"), weighed("a.example", Weight.OBSERVED, 0))).isZero();
  }
}
