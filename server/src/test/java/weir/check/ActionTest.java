package weir.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.config.SettingsCheck;
import weir.verdict.Meaning;
import weir.verdict.Meaning.Refusal;

class ActionTest {
  private static Meaning meaning(String toml) {
    return SettingsCheck.bound(Action.class, toml).meaning(Set.of("a", "b"));
  }

  @Test
  void actionsAreTheJudgesMeanings() {
    assertThat(meaning("observe = true")).isEqualTo(Meaning.OBSERVE);
    assertThat(meaning("score = 1.5")).isEqualTo(Meaning.score(1.5));
    assertThat(meaning("defer = true")).isEqualTo(Meaning.refuse(Refusal.DEFER));
    assertThat(meaning("reject = true")).isEqualTo(Meaning.refuse(Refusal.REJECT));
    assertThat(meaning("close = true")).isEqualTo(Meaning.refuse(Refusal.CLOSE));
    assertThat(meaning("quarantine = true")).isEqualTo(Meaning.refuse(Refusal.QUARANTINE));
    assertThat(meaning("delay = \"5s\"\ntag = \"X-Weir-Slow\""))
        .isEqualTo(
            new Meaning(
                false,
                0,
                Optional.of("X-Weir-Slow"),
                Duration.ofSeconds(5),
                Optional.empty(),
                Set.of(),
                false));
    assertThat(meaning("exempt = [\"c\"]")).isEqualTo(exempting("c"));
    assertThat(meaning("exempt = [\"c\", \"all\"]").exempt())
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(meaning("observe = true\nreject = true").refusal()).contains(Refusal.REJECT);
  }

  @Test
  void aHeaderFieldIsOneOfOurs() {
    for (String name : List.of("X-Weir-", "X-Spam", "X-Weir-A B", "X-Weir-\\u00e4", "x-weir-a")) {
      assertThat(SettingsCheck.mistakes(Action.class, "tag = \"" + name + "\""))
          .as(name)
          .hasSize(1);
    }
    assertThat(SettingsCheck.bound(Action.class, "tag = \"X-Weir-Listed-2\"").tag())
        .isEqualTo(Optional.of("X-Weir-Listed-2"));
  }

  @Test
  void everyKeyIsExplainedAndBinds() {
    SettingsCheck.documented(Action.class);
  }

  private static Meaning exempting(String check) {
    return new Meaning(
        false, 0, Optional.empty(), Duration.ZERO, Optional.empty(), Set.of(check), false);
  }
}
