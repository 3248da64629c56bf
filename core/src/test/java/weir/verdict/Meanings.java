package weir.verdict;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Meanings with one thing more, for tests of the judge.
final class Meanings {
  private Meanings() {}

  static Meaning delayed(Meaning meaning, Duration wait) {
    return changed(meaning, meaning.tag(), wait, meaning.exempt());
  }

  static Meaning tagged(Meaning meaning, String header) {
    return changed(meaning, Optional.of(header), meaning.delay(), meaning.exempt());
  }

  static Meaning exempting(Meaning meaning, String... checks) {
    return changed(meaning, meaning.tag(), meaning.delay(), Set.of(checks));
  }

  private static Meaning changed(
      Meaning meaning, Optional<String> tag, Duration delay, Set<String> exempt) {
    return new Meaning(
        meaning.observe(),
        meaning.score(),
        tag,
        delay,
        meaning.refusal(),
        exempt,
        meaning.onlyIfPassing(),
        meaning.memory(),
        meaning.subject());
  }
}
