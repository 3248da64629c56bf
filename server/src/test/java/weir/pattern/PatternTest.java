package weir.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
  private static final long SEED = 20_260_314;
  private static final String ALPHABET = "abcAB.1- ";

  private static Pattern pattern(String text) {
    return switch (Pattern.read(text)) {
      case Reading.Good(var pattern) -> pattern;
      case Reading.Mistake mistake -> throw new AssertionError(text + ": " + mistake);
    };
  }

  @Test
  void findLooksAnywhereAndMatchesWantsTheWholeText() {
    assertThat(pattern("b+").find("abba")).isTrue();
    assertThat(pattern("b+").matches("abba")).isFalse();
    assertThat(pattern("(?i)ABBA").matches("abba")).isTrue();
    assertThat(pattern("b+").text()).isEqualTo("b+");
  }

  @ParameterizedTest
  @CsvSource({
    "(, 1",
    "a{2;1}, 1",
    "[a, 0",
    "*a, 0",
    "ab\\, 2",
    "(a)\\1, 3",
    "(?<=a)b, 0",
    "a*+, 1",
    "(a{100}){100}, 8"
  })
  void aMistakeHasItsPlace(String text, int offset) {
    assertThat(Pattern.read(text.replace(';', ',')))
        .isInstanceOfSatisfying(
            Reading.Mistake.class,
            mistake -> {
              assertThat(mistake.offset()).isEqualTo(offset);
              assertThat(mistake.reason()).startsWith("not a pattern: ");
            });
  }

  @Test
  void aPatternHasABoundedSize() {
    assertThat(Pattern.read("a".repeat(Pattern.LIMIT))).isInstanceOf(Reading.Good.class);
    assertThat(Pattern.read("a".repeat(Pattern.LIMIT + 1))).isInstanceOf(Reading.Mistake.class);
  }

  @Test
  void theEngineAgreesWithTheOneOfJavaOnWhatBothUnderstand() {
    Random random = new Random(SEED);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String text = expression(random, 3);
      java.util.regex.Pattern other = java.util.regex.Pattern.compile(text);
      Pattern ours = pattern(text);
      for (int j = 0; j < 8; j++) {
        String input = input(random);
        if (ours.find(input) != other.matcher(input).find()
            || ours.matches(input) != other.matcher(input).matches()) {
          differences.add(text + " on '" + input + "'");
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String input(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(10);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String expression(Random random, int depth) {
    if (depth == 0) {
      return atom(random);
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> expression(random, depth - 1) + expression(random, depth - 1);
      case 3 -> expression(random, depth - 1) + "|" + expression(random, depth - 1);
      case 4 -> "(" + expression(random, depth - 1) + ")" + repeat(random);
      case 5 -> "(?:" + expression(random, depth - 1) + ")" + repeat(random);
      case 6 -> atom(random) + repeat(random);
      default -> atom(random);
    };
  }

  private static String repeat(Random random) {
    List<String> all = List.of("", "*", "+", "?", "*?", "+?", "{2}", "{1,3}", "{0,2}?");
    return all.get(random.nextInt(all.size()));
  }

  private static String atom(Random random) {
    List<String> all =
        List.of(
            "a", "b", "c", "A", "\\.", ".", "[ab]", "[^ab]", "[a-c1]", "\\d", "\\w", "\\s", "\\W",
            "-", "ab", "[.-]", "\\b", "^", "$", "(?i:ab)");
    return all.get(random.nextInt(all.size()));
  }
}
