package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChanceTest {
  @Test
  void noNumberIsGivenTwiceAcrossFetches() {
    Chance chance = new Chance(new SecureRandom());
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(chance.nextLong())).isTrue();
    }
  }
}
