package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Outcome.Reason LISTED =
      new Outcome.Reason("on-block-list", "7.1", "Your address is on a block list");

  @Test
  void whatDoesNotPassSaysWhy() {
    assertThat(new Outcome.Defer(LISTED).why()).contains(LISTED);
    assertThat(new Outcome.Reject(LISTED).why()).contains(LISTED);
    assertThat(new Outcome.Close(LISTED).why()).contains(LISTED);
    assertThat(new Outcome.Quarantine(LISTED).why()).contains(LISTED);
  }

  @Test
  void whatPassesHasNoReason() {
    assertThat(new Outcome.Pass().why()).isEmpty();
  }
}
