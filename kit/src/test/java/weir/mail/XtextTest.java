package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ann@example.com",
    "a+2Bb+3Dc, a+b=c",
    "a+20b, a b",
    "+C3+A9, é",
    "+2B+2B, ++"
  })
  void textIsDecodedAndEncoded(String xtext, String text) {
    assertThat(Xtext.decode(xtext)).hasValue(text);
    assertThat(Xtext.encode(text)).isEqualTo(xtext);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a+0Ab",
        "a+0Db",
        "a+0D+0Ab",
        "a+00b",
        "+7F",
        "+1B",
        "+09",
        "+C2+85",
        "+E2+80+A8",
        "a b",
        "a=b",
        "a+",
        "a+2",
        "a+2b",
        "a+GG",
        "a+-1",
        "a+ 1",
        "+C3",
        "+FF",
        "+ED+A0+80",
        "a\nb",
        "a\u0000b",
        "a\u00e9b",
        "++2B"
      })
  void hostile_043_nothingHarmfulComesOut(String xtext) {
    assertThat(Xtext.decode(xtext)).isEmpty();
  }

  @Test
  void everyPrintableTextComesBack() {
    Random random = new Random(3461);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x3000);
        text.appendCodePoint(Xtext.isControl(c) ? '+' : c);
      }
      String encoded = Xtext.encode(text.toString());
      assertThat(encoded).matches("[!-~&&[^=]]*");
      assertThat(Xtext.decode(encoded)).hasValue(text.toString());
    }
  }
}
