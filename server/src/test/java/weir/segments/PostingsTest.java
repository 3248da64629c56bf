package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostingsTest {

  @Test
  void theHashOfATermStaysWhatIsWrittenInFiles() {
    assertThat(Postings.of("")).isEqualTo(0x77e80fb05d000000L);
    assertThat(Postings.of("f:ann@example.net")).isEqualTo(0x352ee34218000000L);
    assertThat(Postings.of("f:\u00c4\ud83d")).isEqualTo(0x72cdf521b5000000L);
  }

  @Test
  void aPostingGivesItsRowBackAndStandsBehindItsTerm() {
    long term = Postings.of("k:listed");
    assertThat(term).isNotNegative();
    assertThat(Postings.row(term)).isZero();
    for (long row : new long[] {1, 250_000, Postings.LAST_ROW}) {
      assertThat(Postings.row(Postings.at(term, row))).isEqualTo(row);
      assertThat(Postings.at(term, row)).isBetween(term, term + Postings.LAST_ROW);
    }
  }

  @Test
  void termsThatDifferLittleHaveDifferentPostings() {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      seen.add(Postings.of("f:user" + i + "@example.net"));
      seen.add(Postings.of("d:example" + i + ".net"));
    }
    assertThat(seen).hasSize(40_000);
  }
}
