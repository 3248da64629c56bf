package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.incident.Rung;

/// The ladder, and its words.
final class ResponseTest {
  @ParameterizedTest
  @EnumSource(Rung.class)
  void eachIsReadAsItIsWritten(Rung rung) {
    assertThat(Response.read(Response.of(rung).text())).contains(Response.of(rung));
    assertThat(Response.of(rung).rung()).isEqualTo(rung);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HOLD", "hold 5", "throttle 0", "throttle -1", "throttle x", "stop"})
  void whatIsNoneIsNone(String text) {
    assertThat(Response.read(text)).isEmpty();
  }

  @Test
  void aNarrowerThrottleDoesAtLeastWhatAWiderOneDoes() {
    assertThat(new Response.Throttle(10).isAtLeast(new Response.Throttle(30))).isTrue();
    assertThat(new Response.Throttle(30).isAtLeast(new Response.Throttle(10))).isFalse();
    assertThat(new Response.Hold().isAtLeast(new Response.Throttle(1))).isTrue();
    assertThat(new Response.Throttle(1).isAtLeast(new Response.Hold())).isFalse();
  }
}
