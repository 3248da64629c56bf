package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerbTest {

  @Test
  void everyVerbIsFoundInAnyCase() {
    for (Verb verb : EnumSet.complementOf(EnumSet.of(Verb.UNKNOWN))) {
      String name = verb.name();
      assertThat(of(name)).isEqualTo(verb);
      assertThat(of(name.toLowerCase(Locale.ROOT))).isEqualTo(verb);
      assertThat(of(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))).isEqualTo(verb);
    }
  }

  @Test
  void whatOnlyLooksLikeAVerbIsUnknown() {
    for (String text :
        new String[] {
          "", "MAI", "MAILX", "UNKNOWN", "STARTTLSX", "\u00cdAIL", "Q\u0015IT", "D\u0001TA"
        }) {
      assertThat(of(text)).as(text).isEqualTo(Verb.UNKNOWN);
    }
  }

  @Test
  void theLastOfAGroupIsAsTheStandardsName() {
    Set<Verb> last = EnumSet.noneOf(Verb.class);
    for (Verb verb : Verb.values()) {
      if (verb.lastOfGroup()) {
        last.add(verb);
      }
    }
    assertThat(last)
        .containsExactlyInAnyOrder(
            Verb.EHLO,
            Verb.DATA,
            Verb.VRFY,
            Verb.EXPN,
            Verb.QUIT,
            Verb.NOOP,
            Verb.STARTTLS,
            Verb.AUTH,
            Verb.XCLIENT);
  }

  @Test
  void aTransactionIsBuiltInOrder() {
    assertThat(Verb.MAIL.needs()).isEqualTo(Needs.NO_TRANSACTION);
    assertThat(Verb.RCPT.needs()).isEqualTo(Needs.SENDER);
    assertThat(Verb.DATA.needs()).isEqualTo(Needs.RECIPIENT);
    assertThat(Verb.BDAT.needs()).isEqualTo(Needs.RECIPIENT);
    assertThat(Verb.QUIT.needs()).isEqualTo(Needs.NOTHING);
  }

  private static Verb of(String text) {
    byte[] octets = Chunks.latin1("<" + text + ">");
    return Verb.of(octets, 1, octets.length - 1);
  }
}
