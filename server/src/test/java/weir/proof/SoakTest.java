package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A very short soak: that its clients do what they are for, and that it reads what it says. What
/// grows over hours is looked for by hand.
class SoakTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final long SEED = 20261128;

  @TempDir private Path folder;

  @Test
  void everyKindOfClientComesAndAllMailIsAccountedFor() throws Exception {
    List<Vitals> seen = new ArrayList<>();
    try (SoakStand stand = SoakStand.start(folder)) {
      Soak soak = new Soak(stand, SEED);
      List<Vitals> readings = soak.run(2, SHORT, Duration.ZERO, seen::add);
      assertThat(soak.sessions()).containsOnlyKeys(SoakClient.values());
      assertThat(soak.figures().acknowledged()).as(soak.toString()).isPositive();
      assertThat(soak.figures().sound()).as(soak.toString()).isTrue();
      assertThat(soak.toString()).contains("550 5.1.1", "550 5.7.1");
      assertThat(seen).hasSize(2).isEqualTo(readings);
      Vitals last = readings.getLast();
      assertThat(last.heapKilobytes()).isBetween(1_000L, last.residentKilobytes());
      assertThat(last.proportionalKilobytes()).isBetween(1L, last.residentKilobytes());
      assertThat(last.threads()).isPositive();
      assertThat(last.descriptors()).isPositive();
      assertThat(last.transactions()).isGreaterThan(readings.getFirst().transactions());
      assertThat(readings.getFirst().journalPerTransaction()).isPositive();
    }
  }
}
