package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Set<String> EMPTY_WORDS =
      Set.of("util", "utils", "common", "helper", "helpers", "impl", "manager", "service", "misc");

  private static final List<CompiledModule> modules = new ArrayList<>();
  private static Allowed allowed;

  @BeforeAll
  static void readWhatWasCompiled() throws IOException {
    for (String name : List.of("kit", "testkit", "core", "agent", "server")) {
      modules.add(CompiledModule.read(ROOT, name));
    }
    allowed = Allowed.read(ROOT.resolve("docs/imports.txt"));
  }

  @Test
  void everyArrowBetweenPackagesIsListed() {
    List<Arrow> refused = without(inside(), allowed.packages());
    assertThat(refused)
        .as(
            "arrows that docs/imports.txt does not allow; to allow them it must say\n%s\n",
            Allowed.linesFor(allowed.packages(), refused))
        .isEmpty();
  }

  @Test
  void everyListedArrowIsUsed() {
    assertThat(without(allowed.packages(), inside()))
        .as("arrows of docs/imports.txt that no class uses any more: take them out")
        .isEmpty();
  }

  @Test
  void noWayLeadsFromAPackageBackToItself() {
    assertThat(Circles.find(inside())).isEmpty();
  }

  @Test
  void modulesPointOnlyInwards() {
    List<Arrow> between =
        modules.stream()
            .flatMap(from -> from.uses().stream().flatMap(use -> between(from, use)))
            .toList();
    assertThat(without(between, allowed.modules())).isEmpty();
  }

  @Test
  void aPackageBelongsToOneModule() {
    assertThat(modules.stream().flatMap(module -> module.packages().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void noPackageIsNamedByAnEmptyWord() {
    assertThat(modules.stream().flatMap(module -> module.packages().stream()))
        .noneMatch(name -> Arrays.stream(name.split("\\.")).anyMatch(EMPTY_WORDS::contains));
  }

  @Test
  void everyPackageSaysWhyItExists() throws IOException {
    for (CompiledModule module : modules) {
      for (String name : module.packages()) {
        Path info =
            ROOT.resolve(module.name())
                .resolve("src/main/java/weir")
                .resolve(name.replace('.', '/'))
                .resolve("package-info.java");
        assertThat(info).exists();
        assertThat(Files.readString(info)).startsWith("///").contains("@NullMarked");
      }
    }
  }

  /// Arrows between two packages of one module.
  private static List<Arrow> inside() {
    return modules.stream()
        .flatMap(m -> m.uses().stream().filter(use -> m.packages().contains(use.to())))
        .toList();
  }

  private static Stream<Arrow> between(CompiledModule from, Arrow use) {
    return modules.stream()
        .filter(to -> to != from && to.packages().contains(use.to()))
        .map(to -> new Arrow(from.name(), to.name(), use.toString()));
  }

  /// Those arrows that go another way than all the others; each way once.
  private static List<Arrow> without(List<Arrow> arrows, List<Arrow> others) {
    List<Arrow> left = new ArrayList<>();
    for (Arrow arrow : arrows) {
      if (Stream.concat(others.stream(), left.stream()).noneMatch(arrow::sameWay)) {
        left.add(arrow);
      }
    }
    return left;
  }
}
