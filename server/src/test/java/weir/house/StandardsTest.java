package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `docs/standards.tsv` tells the truth about what is where.
class StandardsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern MENTION = Pattern.compile("RFC ?(\\d{3,5})");

  /// One line of the table.
  private record Row(String standard, String section, String state, String where, String note) {}

  private static final List<Row> rows = new ArrayList<>();

  @BeforeAll
  static void readTheTable() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/standards.tsv"));
    assertThat(lines.getFirst()).isEqualTo("standard\tsection\tstate\twhere\tnote");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(5);
      rows.add(new Row(cells[0], cells[1], cells[2], cells[3], cells[4]));
    }
  }

  @Test
  void everyPlaceExists() {
    assertThat(rows)
        .filteredOn(row -> !row.where().isEmpty())
        .allMatch(row -> Files.isRegularFile(ROOT.resolve(row.where())), "its file exists");
  }

  @Test
  void aStateIsOneOfThree() {
    assertThat(rows).allMatch(row -> Set.of("yes", "partly", "no").contains(row.state()));
  }

  @Test
  void whatIsThereHasAPlaceAndWhatIsNotSaysWhy() {
    assertThat(rows)
        .allMatch(row -> row.state().equals("no") ? row.where().isEmpty() : !row.where().isEmpty())
        .allMatch(row -> row.state().equals("yes") || !row.note().isBlank());
  }

  @Test
  void aSectionHasOneRow() {
    assertThat(rows.stream().map(row -> row.standard() + " " + row.section()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyStandardThatTheCodeNamesHasARow() throws IOException {
    Set<String> known = new HashSet<>();
    rows.forEach(row -> known.add(row.standard()));
    Set<String> missing = new TreeSet<>();
    for (Path source : sources()) {
      for (Matcher m = MENTION.matcher(Files.readString(source)); m.find(); ) {
        String standard = "RFC " + m.group(1);
        if (!known.contains(standard)) {
          missing.add(standard + " in " + ROOT.relativize(source));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("kit", "core", "agent", "server")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }
}
