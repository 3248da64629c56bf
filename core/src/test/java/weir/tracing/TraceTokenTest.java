package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.HeaderField;

class TraceTokenTest {
  private static final String ID = "7h2kq0m5n9xbd";
  private static final Optional<String> MESSAGE_ID = Optional.of("<a.b-1@web1.example>");
  private static final Optional<String> DATE = Optional.of("Fri, 2 Jan 2026 03:04:05 +0100");
  private static final TraceKey OLD = key(1, "2026-01-01T00:00:00Z");
  private static final TraceKey NEW = key(2, "2026-02-01T00:00:00Z");
  private static final TraceKeys KEYS = new TraceKeys(List.of(NEW, OLD));

  private static TraceKey key(int fill, String since) {
    byte[] secret = new byte[TraceKey.LENGTH];
    Arrays.fill(secret, (byte) fill);
    return new TraceKey(secret, Instant.parse(since));
  }

  private static TraceToken token() {
    return KEYS.seal(ID, MESSAGE_ID, DATE).orElseThrow();
  }

  @Test
  void itIsAnAtomThatAReceivedFieldTakes() {
    assertThat(token().text()).matches("7h2kq0m5n9xbd\\.[0-9a-z]{30}");
  }

  @Test
  void theNewestKeySealsAndOlderOnesStillCheck() {
    assertThat(token().key()).isEqualTo(NEW.name());
    TraceToken older = new TraceKeys(List.of(OLD)).seal(ID, MESSAGE_ID, DATE).orElseThrow();
    assertThat(KEYS.check(older, MESSAGE_ID, DATE)).isEqualTo(Seal.SOUND);
    assertThat(new TraceKeys(List.of(NEW)).check(older, MESSAGE_ID, DATE)).isEqualTo(Seal.FOREIGN);
  }

  @Test
  void withoutAKeyThereIsNone() {
    assertThat(new TraceKeys(List.of()).seal(ID, MESSAGE_ID, DATE)).isEmpty();
  }

  /// What becomes of a message on its way into a complaint.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Received: from x (y [192.0.2.1])\r\n\tby mx.example.com with ESMTPA id %s\r\n\tfor <a@b.example>;",
        "> Received: from x\n> \tby mx.example.com with ESMTPA id %s\n> \tfor <redacted>;",
        "| > Received: from x by mx.example.com id %s; Fri",
        "<p>Received: by mx.example.com id&nbsp;%s<br>",
        "id\n %s\n",
        "(%s)",
      })
  void itIsFoundAgainFoldedQuotedAndRedacted(String text) {
    assertThat(TraceToken.in(text.formatted(token().text()))).containsExactly(token());
    assertThat(TraceToken.in(text.formatted(token().text().toUpperCase(Locale.ROOT))))
        .containsExactly(token());
  }

  @Test
  void foldingLeavesItWhole() {
    String value = "x ".repeat(30) + "id " + token().text() + " y".repeat(30);
    String folded =
        new String(
            new HeaderField("Received", value).bytes(), java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(TraceToken.in(folded)).containsExactly(token());
  }

  @Test
  void hostile_101_blankedFieldsLeaveItUntold() {
    assertThat(KEYS.check(token(), Optional.of("<redacted@redacted>"), DATE)).isEqualTo(Seal.SOUND);
    assertThat(KEYS.check(token(), Optional.of("<xxxxx@web1.example>"), Optional.empty()))
        .isEqualTo(Seal.LOOSE);
    assertThat(KEYS.check(token(), Optional.empty(), Optional.of("[removed]")))
        .isEqualTo(Seal.LOOSE);
    assertThat(KEYS.check(token(), MESSAGE_ID, Optional.empty())).isEqualTo(Seal.SOUND);
  }

  @Test
  void theSameMomentMayBeWrittenOtherwise() {
    assertThat(KEYS.check(token(), MESSAGE_ID, Optional.of("Fri, 02 Jan 2026 02:04:05 GMT")))
        .isEqualTo(Seal.SOUND);
    assertThat(KEYS.check(token(), Optional.of(" a.b-1@web1.example "), DATE))
        .isEqualTo(Seal.SOUND);
  }

  @Test
  void hostile_100_aTokenThatWasCopiedOntoAnotherMessageIsTold() {
    assertThat(KEYS.check(token(), Optional.of("<other@evil.example>"), DATE))
        .isEqualTo(Seal.COPIED);
    assertThat(KEYS.check(token(), MESSAGE_ID, Optional.of("Sat, 3 Jan 2026 03:04:05 +0100")))
        .isEqualTo(Seal.COPIED);
    assertThat(KEYS.check(token(), Optional.of("<other@evil.example>"), Optional.empty()))
        .isEqualTo(Seal.COPIED);
  }

  @Test
  void aFieldThatTheNextServerAddsSaysNothing() {
    TraceToken bare = KEYS.seal(ID, Optional.empty(), DATE).orElseThrow();
    assertThat(KEYS.check(bare, MESSAGE_ID, DATE)).isEqualTo(Seal.SOUND);
    assertThat(KEYS.check(bare, MESSAGE_ID, Optional.empty())).isEqualTo(Seal.LOOSE);
  }

  @Test
  void hostile_100_whatNobodyOfOursSealedIsForeign() {
    TraceToken token = token();
    for (int at = 0; at < token.text().length(); at++) {
      char other = token.text().charAt(at) == '0' ? '1' : '0';
      String forged = token.text().substring(0, at) + other + token.text().substring(at + 1);
      List<TraceToken> read = TraceToken.in(forged);
      assertThat(read.stream().map(each -> KEYS.check(each, MESSAGE_ID, DATE)))
          .as(forged)
          .doesNotContain(Seal.SOUND, Seal.LOOSE);
    }
    TraceKeys others = new TraceKeys(List.of(key(3, "2026-02-01T00:00:00Z")));
    assertThat(others.check(token, MESSAGE_ID, DATE)).isEqualTo(Seal.FOREIGN);
  }

  @Test
  void ofManyOnlySomeAreTaken() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(KEYS.seal("7h2kq0m5n9x%02d".formatted(i), MESSAGE_ID, DATE).orElseThrow().text())
          .append('\n');
    }
    assertThat(TraceToken.in(text.toString())).hasSize(TraceToken.MOST);
  }
}
