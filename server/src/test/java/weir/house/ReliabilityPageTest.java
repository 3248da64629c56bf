package weir.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/reliability.md` says of every fault all that it is to say, and names programs and tests
/// that are there.
class ReliabilityPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /// A class, methods of one by how their names begin, or further methods of the class before.
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)?(?:#(\\w+)\\*?)?`");

  private static final Pattern FAULT = Pattern.compile("`bench/faults ([a-z0-9-]+)`");
  private static final Pattern DIALOG = Pattern.compile("dialog `([a-z0-9-]+)`");
  private static final int CELLS = 5;
  private static final int FEWEST = 30;

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/reliability.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
        .map(line -> List.of(line.substring(1).split("\\|")))
        .map(cells -> cells.stream().map(String::strip).toList())
        .toList();
  }

  private static List<String> named(Pattern what) throws IOException {
    return rows().stream()
        .flatMap(row -> what.matcher(row.getLast()).results().map(m -> m.group(1)))
        .toList();
  }

  @Test
  void everyRowSaysEverything() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(FEWEST)
        .allSatisfy(row -> assertThat(row).hasSize(CELLS).doesNotContain(""));
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    Set<String> tests = TestSources.methods();
    List<String> found = new ArrayList<>();
    for (List<String> row : rows()) {
      String name = "";
      for (Matcher m = NAMED.matcher(row.getLast()); m.find(); ) {
        name = m.group(1) == null ? name : m.group(1);
        String begin = name + "." + (m.group(2) == null ? "" : m.group(2));
        assertThat(tests).as("tests for %s", m.group()).anyMatch(test -> test.startsWith(begin));
        found.add(begin);
      }
    }
    assertThat(found).hasSizeGreaterThan(FEWEST);
  }

  @Test
  void everyFaultThatItNamesIsMade() throws IOException {
    String faults = Files.readString(ROOT.resolve("server/src/test/java/weir/proof/Faults.java"));
    Set<String> made =
        Pattern.compile("ALL\\.put\\(\\s*\"([a-z0-9-]+)\"")
            .matcher(faults)
            .results()
            .map(m -> m.group(1))
            .collect(toSet());
    assertThat(named(FAULT)).isNotEmpty().hasSameElementsAs(made);
  }

  @Test
  void everyDialogThatItNamesExists() throws IOException {
    assertThat(named(DIALOG))
        .isNotEmpty()
        .allMatch(name -> Files.isRegularFile(ROOT.resolve("dialogs/" + name + ".dialog")));
  }
}
