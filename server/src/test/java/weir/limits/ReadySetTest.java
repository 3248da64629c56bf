package weir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.incident.Rung;

class ReadySetTest {

  @ParameterizedTest
  @EnumSource
  void aReadySetObservesAndNeverSuspends(ReadySet set) {
    List<Limit> limits = set.limits().limits();
    assertThat(limits).isNotEmpty();
    assertThat(limits)
        .allSatisfy(limit -> {
          assertThat(limit.rule().acts()).isFalse();
          assertThat(limit.rule().upTo()).isLessThan(Rung.SUSPEND);
        });
    assertThat(set.limits().exemptions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFileSaysInItsHeadWhatItsNumbersAre(ReadySet set) {
    assertThat(set.text()).startsWith("# ");
    if (set != ReadySet.DEFAULT) {
      assertThat(set.text()).startsWith("# In the style of ");
      assertThat(set.words()).startsWith("in the style of ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSetIsKnownByItsWord(ReadySet set) {
    assertThat(ReadySet.named(set.word())).contains(set);
  }
}
