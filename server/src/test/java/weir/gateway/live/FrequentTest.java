package weir.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrequentTest {
  private static final long SPAN = 1_000;

  private final Frequent names = new Frequent(SPAN);

  @Test
  void theMostFrequentComeFirstWithTheirRefusals() {
    names.saw("a", false, 0);
    names.saw("b", true, 1);
    names.saw("b", false, 2);
    assertThat(names.most(9, 3))
        .containsExactly(new Frequent.Count("b", 2, 1, 0), new Frequent.Count("a", 1, 0, 0));
    assertThat(names.most(1, 3)).hasSize(1);
  }

  @Test
  void whatIsOldIsForgotten() {
    names.saw("a", false, 999);
    assertThat(names.most(9, 1_999)).hasSize(1);
    assertThat(names.most(9, 2_000)).isEmpty();
  }

  @Test
  void aFloodOfNamesHidesNoFrequentOneAndTakesNoMoreRoom() {
    for (int i = 0; i < 100_000; i++) {
      names.saw("rare" + i, false, 0);
      if (i % 50 == 0) {
        names.saw("often", true, 0);
      }
    }
    List<Frequent.Count> most = names.most(Integer.MAX_VALUE, 0);
    assertThat(most).hasSize(Frequent.NAMES);
    Frequent.Count often =
        most.stream().filter(it -> it.name().equals("often")).findFirst().orElseThrow();
    assertThat(often.count()).isGreaterThanOrEqualTo(2_000);
    assertThat(often.count() - often.error()).isLessThanOrEqualTo(2_000);
    assertThat(often).isEqualTo(most.getFirst());
  }
}
