package weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFileLimitTest {
  @Test
  void aClientNeedsOneAndSomeAreKeptForUs() {
    assertThat(OpenFileLimit.clients("1024", 124)).isEqualTo(700);
    assertThat(OpenFileLimit.clients("20000", 375)).as("a 32nd is kept").isEqualTo(19_000);
    assertThat(OpenFileLimit.clients("64", 40)).as("one client, whatever is left").isEqualTo(1);
    assertThat(OpenFileLimit.clients("unlimited", 124)).isEqualTo(Integer.MAX_VALUE);
    assertThat(OpenFileLimit.clients("9223372036854775807", 1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void thisProcessKnowsItsOwn() {
    assertThat(OpenFileLimit.clients()).isBetween(1, Integer.MAX_VALUE);
  }
}
