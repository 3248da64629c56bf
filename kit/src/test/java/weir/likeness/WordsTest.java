package weir.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  private final Sites sites = new Sites(10);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, World! | hello world",
        "Order 4711 of 2026-11-30 costs 12.50 | order # of # costs #",
        "A1B2 c3 x | # x",
        "see (https://shop.example/a?b=1), now | see <link> now",
        "shop.example/offer and end.Next | <link> and end next",
        "mail joe@shop.example or ann@shop.example | mail <address> or <address>",
        "xkcdqrtz qwrtplk go | <chance> go",
        "Élan ＦＵＬＬ | elan full",
        "你好 world | 你 好 world",
        "abcdefghijklmnopqrstuvwxyz | <chance>",
      })
  void whatChangesFromMailToMailIsAMark(String text, String words) {
    assertThat(String.join(" ", Words.of(text, sites))).isEqualTo(words);
  }

  @Test
  void aLinkEndsBeforeWhatStandsAroundIt() {
    assertThat(Words.of("<http://one.example>, \"www.two.example\". http://three.example.", sites))
        .containsExactly("<link>");
    assertThat(sites.found()).containsExactly("one.example", "two.example", "three.example");
  }

  @Test
  void linesOfLessThanFiveWordsAreLeftOutWhereTheOthersHaveHalfOfAll() {
    String letter =
        "Dear Anna,\nplease have a look at what we have found out about it\nYours\nPeter Meyer\n";
    assertThat(Words.of(letter, sites))
        .containsExactly("please have a look at what we have found out about it".split(" "));
    assertThat(Words.of("one\ntwo\nthree four\nfive six seven eight nine", sites)).hasSize(9);
  }

  @Test
  void noMoreWordsAreReadThanTheBound() {
    assertThat(Words.of("a b ".repeat(Likeness.CHARACTERS), sites)).hasSize(Likeness.WORDS);
  }
}
