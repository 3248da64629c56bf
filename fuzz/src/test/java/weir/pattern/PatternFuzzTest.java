package weir.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import org.safere.OperationDiagnostics;
import org.safere.SafeReMatchDiagnostics;

/// An expression, and behind the first line feed a text. What the engine says of its own work is
/// the measure: a search of an automaton looks at each character once.
final class PatternFuzzTest {

  /// Copies that the counts of repeats together may make.
  private static final int MOST_COPIES = 1000;

  @FuzzTest
  void whatItFindsHasThePiecesItNeedsAndTheTextIsReadABoundedNumberOfTimes(byte[] octets) {
    String[] parts = new String(octets, UTF_8).split("\n", 2);
    if (octets.length > 600 || parts.length < 2) {
      return;
    }
    switch (Pattern.readIgnoringCase(parts[0])) {
      case Reading.Mistake(int offset, String reason) -> {
        assertThat(offset).isBetween(0, parts[0].length());
        assertThat(reason).isNotBlank();
      }
      case Reading.Good(Pattern pattern) -> good(pattern, parts[1].toLowerCase(Locale.ROOT));
    }
    Pattern.read(Pattern.ofPosix(parts[0]));
  }

  private static void good(Pattern pattern, String text) {
    Work work = new Work();
    boolean found;
    org.safere.Pattern.setDiagnostics(work);
    try {
      found = pattern.find(text);
      pattern.matches(text);
    } finally {
      org.safere.Pattern.setDiagnostics(SafeReMatchDiagnostics.NONE);
    }
    assertThat(work.searches).as("%s", pattern).isLessThanOrEqualTo(4);
    assertThat(work.instructions)
        .isLessThanOrEqualTo(10 + 4 * MOST_COPIES * pattern.text().length());
    List<List<String>> pieces = Pattern.pieces(pattern.text());
    if (found && !pieces.isEmpty()) {
      assertThat(pieces)
          .as("%s in %s", pattern, text)
          .anyMatch(all -> all.stream().allMatch(text::contains));
    }
  }

  private static final class Work extends SafeReMatchDiagnostics {
    private int searches;
    private int instructions;

    @Override
    public void onOperationCompleted(OperationDiagnostics done) {
      searches += done.forwardDfaSearchCount() + done.reverseDfaSearchCount();
      instructions = done.pattern().analysis().programSize();
    }
  }
}
