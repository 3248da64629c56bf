package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PunycodeTest {

  /// Samples of RFC 3492 section 7.1, in lower case where the sample mixes it.
  @ParameterizedTest
  @CsvSource({
    "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
    "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
    "他們爲什麽不說中文, ihqwctvzc91f659drss3x8bo0yb",
    "pročprostěnemluvíčesky, proprostnemluvesky-uyb24dma41a",
    "なぜみんな日本語を話してくれないのか, n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
    "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
    "安室奈美恵-with-super-monkeys, -with-super-monkeys-pc58ag80a8qai00g7n9n",
    "そのスピードで, d9juau41awczczp",
    "-> $1.00 <-, -> $1.00 <--",
  })
  void samplesOfTheStandard(String text, String encoded) {
    assertThat(Punycode.encode(text)).hasValue(encoded);
    assertThat(Punycode.decode(encoded)).hasValue(text);
  }

  @Test
  void everyLabelComesBack() {
    Random random = new Random(3492);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder label = new StringBuilder();
      for (int n = 1 + random.nextInt(12); n > 0; n--) {
        int c = 1 + random.nextInt(random.nextBoolean() ? 0x250 : 0x10FFFF);
        label.appendCodePoint(Character.isSurrogate((char) c) && c < 0x10000 ? 'x' : c);
      }
      String encoded = Punycode.encode(label.toString()).orElseThrow();
      if (encoded.length() <= Domain.LABEL_LIMIT) {
        assertThat(Punycode.decode(encoded)).hasValue(label.toString());
      }
    }
  }

  @Test
  void decodingAnythingNeverThrows() {
    Random random = new Random(3493);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append("abcxyz0189-A".charAt(random.nextInt(12)));
      }
      Punycode.decode(text.toString())
          .ifPresent(label -> assertThat(label.length()).isLessThanOrEqualTo(2 * text.length()));
    }
    assertThat(Punycode.decode("9".repeat(63))).isEmpty();
  }
}
