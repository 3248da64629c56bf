package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.agent.fence.Standing;
import weir.uplink.Report;

class ReckoningTest {
  private static final Instant T = Instant.parse("2026-12-01T09:00:00Z");

  private final Reckoning reckoning = new Reckoning();

  private List<Report.Counted> look(long packets, long unlogged) {
    return reckoning.missing(
        Standings.of(unlogged, new Standing.Count(2001, 25, true, packets)), T);
  }

  private static Report.Counted missing(boolean isLost, long packets) {
    return new Report.Counted(T, 2001, 25, true, isLost, packets);
  }

  @Test
  void whatWasToldOneByOneIsNotToldAsANumber() {
    look(100, 0);
    for (int i = 0; i < 5; i++) {
      reckoning.told(2001, 25, true);
    }
    assertThat(look(105, 0)).isEmpty();
    assertThat(look(105, 0)).isEmpty();
  }

  @Test
  void whatTheKernelCountedAndNobodyToldIsLostUnlessTheUserWasLoud() {
    look(100, 0);
    reckoning.told(2001, 25, true);
    assertThat(look(104, 0)).as("it may still be on its way").isEmpty();
    assertThat(look(104, 0)).containsExactly(missing(true, 3));
    assertThat(look(104, 0)).isEmpty();

    look(1_000, 800);
    assertThat(look(1_000, 900)).containsExactly(missing(false, 896));
  }

  @Test
  void whatIsToldBeforeItIsCountedIsCountedOnce() {
    look(0, 0);
    reckoning.told(2001, 25, true);
    reckoning.told(2001, 25, true);
    assertThat(look(1, 0)).isEmpty();
    assertThat(look(2, 0)).isEmpty();
    assertThat(look(2, 0)).isEmpty();
  }

  @Test
  void countersThatBeginAnewLoseNothing() {
    look(100, 0);
    look(3, 0);
    assertThat(look(3, 0)).containsExactly(missing(true, 3));
  }

  @Test
  void whatWasCountedBeforeWeBeganIsNotToldAlsoWhereHeTriesAtThatMoment() {
    reckoning.told(2001, 25, true);
    assertThat(look(50_000, 0)).isEmpty();
    assertThat(look(50_000, 0)).isEmpty();
    reckoning.told(2001, 25, true);
    look(50_001, 0);
    assertThat(look(50_001, 0)).isEmpty();
  }

  @Test
  void aUserWhoComesLaterCountsFromHisFirstPacket() {
    reckoning.missing(Standings.of(0), T);
    look(4, 0);
    assertThat(look(4, 0)).containsExactly(missing(true, 4));
  }
}
