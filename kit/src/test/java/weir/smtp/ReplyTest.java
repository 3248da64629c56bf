package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {

  @Test
  void everyLineCarriesBothCodes() {
    assertThat(wire(Reply.of(550, "5.7.1", "No", "Never", "Ask")))
        .isEqualTo("550-5.7.1 No\r\n550-5.7.1 Never\r\n550 5.7.1 Ask\r\n");
    assertThat(wire(Reply.of(250, "", "mail.example.com", "SIZE 1000")))
        .isEqualTo("250-mail.example.com\r\n250 SIZE 1000\r\n");
    assertThat(wire(Reply.of(354, "", ""))).isEqualTo("354 \r\n");
  }

  @Test
  void noTextCanBreakALine() {
    assertThat(wire(Reply.of(550, "5.7.1", "a\r\n250 ok\0\t\u00e9\u2028\ud83d\ude00")))
        .isEqualTo("550 5.7.1 a??250 ok??????\r\n");
  }

  @Test
  void aLineFitsTheLimitOfTheStandard() {
    Reply reply = Reply.of(550, "5.999.999", "x".repeat(1000));
    assertThat(reply.bytes()).hasSizeLessThanOrEqualTo(512);
    assertThat(reply.endingWith(" (id)").text()).endsWith("xx (id)").hasSize(Reply.LONGEST_TEXT);
  }

  @Test
  void anEnhancedCodeBelongsToItsReplyCode() {
    for (String wrong :
        List.of("4.7.1", "5.7", "5.7.", "5..1", "5.7.1234", "5.7.1 ", "x", "5.7.1.1")) {
      assertThatThrownBy(() -> Reply.of(550, wrong, "no"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Reply.of(354, "3.0.0", "go"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReplyHasACodeAndALine() {
    assertThatThrownBy(() -> Reply.of(199, "", "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reply.of(600, "", "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reply.of(250, "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aForeignReplyIsCutAndCompleted() {
    Reply foreign = new Reply(421, "", List.of("a".repeat(450), "b", "c", "d", "e", "f"), true);
    Reply cleaned = Reply.cleaned(foreign);
    assertThat(cleaned.lines()).hasSize(5).first().asString().hasSize(400);
    assertThat(cleaned.enhanced()).isEqualTo("4.0.0");
    assertThat(cleaned.closes()).isFalse();
    assertThat(Reply.cleaned(Reply.of(550, "5.1.1", "who?")))
        .isEqualTo(Reply.of(550, "5.1.1", "who?"));
    assertThat(Reply.cleaned(Reply.of(354, "", "go")).enhanced()).isEmpty();
  }

  @Test
  void theFirstDigitSaysWhatItMeans() {
    assertThat(Reply.of(250, "2.0.0", "ok").isPositive()).isTrue();
    assertThat(Reply.of(354, "", "go").isIntermediate()).isTrue();
    assertThat(Reply.of(451, "4.3.0", "later").isTransient()).isTrue();
    assertThat(Reply.of(550, "5.7.1", "no").isPermanent()).isTrue();
    assertThat(Reply.of(550, "5.7.1", "no").isPositive()).isFalse();
  }

  @Test
  void aReplyIsChangedByMakingAnother() {
    Reply reply = Reply.of(421, "4.3.2", "Going");
    assertThat(reply.closing()).isEqualTo(Reply.closing(421, "4.3.2", "Going"));
    assertThat(reply.andLine("down").lines()).containsExactly("Going", "down");
    assertThat(reply.endingWith(" (abc)")).hasToString("421 4.3.2 Going (abc)");
    assertThat(reply.closing().andLine("b").closes()).isTrue();
  }

  private static String wire(Reply reply) {
    return new String(reply.bytes(), StandardCharsets.ISO_8859_1);
  }
}
