package weir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.config.Binding;
import weir.meter.Figure;
import weir.meter.Measure;
import weir.meter.Window;

class ManualTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/limits.md");

  @Test
  void everyMeasureAndWindowIsExplained() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (Measure measure : Measure.values()) {
      assertThat(lines).contains("| `" + measure.word() + "` | " + measure.words() + " |");
    }
    for (Window window : Window.values()) {
      assertThat(Files.readString(PAGE)).contains("`" + window.word() + "`");
    }
  }

  @Test
  void everyOtherFigureIsExplained() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    Figure.all().stream()
        .filter(figure -> !(figure instanceof Figure.Counted))
        .forEach(figure ->
            assertThat(lines).contains("| `" + figure.word() + "` | " + figure.words() + " |"));
  }

  @Test
  void everyReadySetIsListed() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (ReadySet set : ReadySet.values()) {
      assertThat(lines).contains("| `" + set.word() + "` | " + set.words() + " |");
    }
  }

  @Test
  void theExamplesAreFilesWithoutMistakes() throws IOException {
    List<String> blocks =
        Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
    for (String block : blocks) {
      assertThat(Limits.read(block, Path.of("limits.toml"))).isInstanceOf(Binding.Bound.class);
    }
  }
}
