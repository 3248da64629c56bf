package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginTokenTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final String ID = "7h2kq0m5n9xbd";
  private static final OriginToken.Hand HAND =
      new OriginToken.Hand("web1", 2001, NOW, Optional.of("/home/shop/form.php"));

  private static TraceKeys keys(int secret) {
    byte[] octets = new byte[TraceKey.LENGTH];
    octets[0] = (byte) secret;
    return new TraceKeys(List.of(new TraceKey(octets, NOW)));
  }

  @Test
  void aTokenIsForTheProgramThatItWasMadeForAndForNoOther() {
    OriginToken token = keys(1).vouch(ID, HAND).orElseThrow();

    assertThat(OriginToken.parse(" " + token.text())).contains(token);
    assertThat(keys(1).vouches(token, HAND)).isTrue();
    assertThat(
            keys(1)
                .vouches(
                    token, new OriginToken.Hand("web1", 2001, NOW.plusMillis(999), HAND.script())))
        .as("to the second")
        .isTrue();
    for (OriginToken.Hand other :
        List.of(
            new OriginToken.Hand("web2", 2001, NOW, HAND.script()),
            new OriginToken.Hand("web1", 2002, NOW, HAND.script()),
            new OriginToken.Hand("web1", 2001, NOW.plusSeconds(1), HAND.script()),
            new OriginToken.Hand("web1", 2001, NOW, Optional.empty()))) {
      assertThat(keys(1).vouches(token, other)).as("%s", other).isFalse();
    }
    assertThat(keys(2).vouches(token, HAND)).as("another key").isFalse();
    assertThat(new TraceKeys(List.of()).vouch(ID, HAND)).isEmpty();
  }

  @Test
  void itTellsNothingOfTheProgramAndIsNoTraceToken() {
    String text = keys(1).vouch(ID, HAND).orElseThrow().text();
    assertThat(text).startsWith(ID + ".").hasSize(32).doesNotContain("2001").doesNotContain("web1");
    assertThat(TraceToken.in(text)).isEmpty();
    for (String other : List.of("", ID, text + "0", text.toUpperCase(java.util.Locale.ROOT))) {
      assertThat(OriginToken.parse(other)).as(other).isEmpty();
    }
  }
}
