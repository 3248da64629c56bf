package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "00000000000000000010, 10",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "18446744073709551616, 9223372036854775807",
    "99999999999999999999, 9223372036854775807",
  })
  void hostile_048_hugeSizesAreHugeAndNeverNegative(String text, long size) {
    assertThat(MailParameters.parseSize(text)).hasValue(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1k", " 1", "1 ", "0x10", "123456789012345678901", "\u0661"})
  void hostile_048_otherSizesAreRefused(String text) {
    assertThat(MailParameters.parseSize(text)).isEmpty();
  }

  @Test
  void returnAndNotifyAreReadInAnyCase() {
    assertThat(MailParameters.parseRet("hdrs")).hasValue("HDRS");
    assertThat(MailParameters.parseRet("Full")).hasValue("FULL");
    assertThat(MailParameters.parseRet("BOTH")).isEmpty();
    assertThat(RcptParameters.parseNotify("never")).hasValue("NEVER");
    assertThat(RcptParameters.parseNotify("success,Delay")).hasValue("SUCCESS,DELAY");
    for (String wrong :
        List.of(
            "", ",", "NEVER,SUCCESS", "SUCCESS,SUCCESS", "SUCCESS,", "SUCCESS DELAY", "ALWAYS")) {
      assertThat(RcptParameters.parseNotify(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void envelopeIdsAreBoundedAndPrintable() {
    assertThat(MailParameters.isEnvid("QQ314159")).isTrue();
    assertThat(MailParameters.isEnvid("a+20b")).isTrue();
    assertThat(MailParameters.isEnvid("a".repeat(100))).isTrue();
    for (String wrong :
        List.of(
            "",
            "a".repeat(101),
            "a+0D+0Ab",
            "a+00",
            "+C3+A9",
            "a=b",
            "a b",
            "a\r\nRCPT TO:<x@y>")) {
      assertThat(MailParameters.isEnvid(wrong)).as(wrong).isFalse();
    }
  }

  @Test
  void submittersAreMailboxesOrNobody() {
    assertThat(MailParameters.isAuth("<>")).isTrue();
    assertThat(MailParameters.isAuth("e+3Dmc2@example.com")).isTrue();
    assertThat(MailParameters.isAuth("+C3+A9@example.com")).isTrue();
    for (String wrong : List.of("", "<", "ann", "<a@b>", "a+0A@b", "a@b+0D+0A", "a".repeat(501))) {
      assertThat(MailParameters.isAuth(wrong)).as(wrong).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rfc822;ann@example.com",
        "rfc822;a+2Bb@example.com",
        "RFC822;x",
        "x-unknown;any+20thing",
        "utf-8;ann@example.com",
        "utf-8;d\\x{F6}rte@example.com",
        "utf-8;d\\x{1F600}@x",
        "UTF-8;a\\x{5C}b",
        "rfc822;+C3+A9@x"
      })
  void originalRecipientsOfEveryForm(String orcpt) {
    assertThat(RcptParameters.isOrcpt(orcpt, false)).isTrue();
    assertThat(new RcptParameters(Optional.empty(), Optional.of(orcpt)).orcpt()).hasValue(orcpt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "rfc822",
        "rfc822;",
        ";ann@example.com",
        "rfc 822;a",
        "rfc822;a b",
        "rfc822;a=b",
        "rfc822;a+0Db",
        "rfc822;a+0Ab",
        "rfc822;a+00b",
        "rfc822;a+b",
        "rfc822;a\r\nb",
        "rfc822;a\u0000",
        "rfc822;\u00e9",
        "\u00e9;a",
        "utf-8;a\\x{D}b",
        "utf-8;a\\x{0A}",
        "utf-8;a\\x{00}",
        "utf-8;a\\x{7F}",
        "utf-8;\\x{D800}",
        "utf-8;\\x{110000}",
        "utf-8;\\x{2028}",
        "utf-8;\\x{f6}",
        "utf-8;\\x{F6",
        "utf-8;\\F6}",
        "utf-8;a+b",
        "utf-8;a=b",
        "utf-8;a b",
        "utf-8;\\",
        "utf-8;\\x{1F6000000}"
      })
  void hostile_043_originalRecipientsWithHarmInside(String orcpt) {
    assertThat(RcptParameters.isOrcpt(orcpt, false)).isFalse();
  }

  @Test
  void originalRecipientsBeyondAsciiNeedTheExtension() {
    assertThat(RcptParameters.isOrcpt("utf-8;d\u00f6rte@example.com", true)).isTrue();
    assertThat(RcptParameters.isOrcpt("utf-8;d\u00f6rte@example.com", false)).isFalse();
    assertThat(RcptParameters.isOrcpt("utf-8;a\u0085b", true)).isFalse();
    assertThat(RcptParameters.isOrcpt("utf-8;a\ud800", true)).isFalse();
    assertThat(RcptParameters.isOrcpt("rfc822;" + "a".repeat(493), true)).isTrue();
    assertThat(RcptParameters.isOrcpt("rfc822;" + "a".repeat(494), true)).isFalse();
  }

  @Test
  void invalidValuesCannotBeBuilt() {
    Optional<String> none = Optional.empty();
    Optional<String> bad = Optional.of("x\r\n");
    assertThatThrownBy(() -> new RcptParameters(bad, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RcptParameters(none, bad))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new MailParameters(OptionalLong.of(-1), false, false, none, none, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new MailParameters(OptionalLong.empty(), false, false, bad, none, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new MailParameters(OptionalLong.empty(), false, false, none, bad, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new MailParameters(OptionalLong.empty(), false, false, none, none, bad))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEnvelopeKnowsWhatItsHopMustUnderstand() {
    Path ann = new Path.Mailbox("ann", new Domain("example.com"));
    Path doerte = new Path.Mailbox("d\u00f6rte", new Domain("example.com"));
    assertThat(envelope(new Path.Null(), ann).needsUtf8()).isFalse();
    assertThat(envelope(ann, doerte).needsUtf8()).isTrue();
    assertThat(envelope(doerte, ann).needsUtf8()).isTrue();
    assertThatThrownBy(() -> envelope(ann, new Path.Null()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> envelope(new Path.Postmaster(), ann))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Envelope envelope(Path sender, Path... recipients) {
    return new Envelope(
        sender,
        MailParameters.NONE,
        List.of(recipients).stream()
            .map(path -> new Envelope.Recipient(path, RcptParameters.NONE))
            .toList());
  }
}
