package weir.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Rule;
import weir.limits.ReadySet;

/// Every file of the folder `scenarios`, each a test named after it.
///
/// `-Dweir.scenario=NAME` plays only the files whose names hold NAME.
final class ScenariosTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().getParent().resolve("scenarios");
  private static final String ONLY = System.getProperty("weir.scenario", "");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    Set<String> asserted = new TreeSet<>();
    Stream<DynamicTest> played =
        files().stream()
            .filter(file -> file.getFileName().toString().contains(ONLY))
            .map(file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString().replace(Scenario.SUFFIX, ""),
                    file.toUri(),
                    () -> play(file, asserted)));
    return ONLY.isEmpty() ? Stream.concat(played, Stream.of(coverage(asserted))) : played;
  }

  @Test
  void everyScenarioHasAName() throws IOException {
    assertThat(files())
        .hasSizeGreaterThan(59)
        .allSatisfy(file ->
            assertThat(file.getFileName().toString())
                .matches("[a-z][a-z0-9]*(-[a-z0-9]+)+.scenario"));
  }

  /// The last one, since it is about all that were played.
  private static DynamicTest coverage(Set<String> asserted) {
    return DynamicTest.dynamicTest(
        "eachRuleOfAReadySetIsSilentJustBelowFiresAndFiresOnceMoreAfterItRecovered",
        () ->
            assertThat(asserted)
                .containsAll(
                    Arrays.stream(ReadySet.values())
                        .flatMap(set -> set.limits().rules().stream())
                        .map(Rule::id)
                        .flatMap(rule -> Stream.of(rule + " 0", rule + " 1", rule + " 2"))
                        .toList()));
  }

  private static void play(Path file, Set<String> asserted) throws Exception {
    ScenarioPlayer.play(
        Scenario.read(file), Files.createTempDirectory(folder, "scenario"), asserted);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(Scenario.SUFFIX)).sorted().toList();
    }
  }
}
