package weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/rules.md");

  @Test
  void theManualNamesEveryFactAndTheStageThatKnowsIt() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (MailFact each : MailFact.values()) {
      assertThat(lines)
          .anySatisfy(line ->
              assertThat(line)
                  .startsWith("| `" + each.word() + "` |")
                  .endsWith("| " + each.stage().word() + " |"));
    }
  }

  @Test
  void theExamplesOfFunctionsAreConditions() throws IOException {
    List<String> examples =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| `\\w+\\(.*\\)` \\| `.*` \\|.*"))
            .map(line -> line.split("`", -1)[3])
            .toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(6);
    for (String example : examples) {
      assertThat(Sessions.compiled(example)).as(example).isInstanceOf(Compiled.Ready.class);
    }
  }

  @Test
  void theManualTellsTheLimits() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("%,d characters".formatted(Language.LONGEST))
        .contains("%,d steps".formatted(Cost.LIMIT))
        .contains("%d findings".formatted(Cost.FINDINGS))
        .contains("%,d times".formatted(Language.REPETITIONS));
  }
}
