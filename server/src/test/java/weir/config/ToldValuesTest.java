package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToldValuesTest {
  private record Some(
      @Told("Longest") Duration longest,
      @Told("Shortest") Duration shortest,
      Duration secret,
      @Told("Largest") ByteSize largest,
      @Told("Smallest") ByteSize smallest,
      @Told("Most") int most) {}

  @Test
  void whatIsToldIsToldInWordsAndNothingElse() {
    Some some =
        new Some(
            Duration.ofHours(36),
            Duration.ofMinutes(1),
            Duration.ofSeconds(7),
            ByteSize.parse("50MB"),
            ByteSize.parse("100B"),
            12_000);
    assertThat(ToldValues.of(some))
        .containsExactly(
            new ToldValue("longest", "Longest", "36 hours", "36h"),
            new ToldValue("shortest", "Shortest", "1 minute", "1m"),
            new ToldValue("largest", "Largest", "50 MB", "50MB"),
            new ToldValue("smallest", "Smallest", "100 bytes", "100B"),
            new ToldValue("most", "Most", "12,000", "12000"));
  }
}
