package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages that lead through the code name classes and methods that exist.
class FlowTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w*)`");

  /// A line that begins with a type and a name: a call has a dot or nothing before its name, a
  /// comment its slashes.
  private static final Pattern DECLARED =
      Pattern.compile(
          "(?m)^ {2,4}(?!return |throw |yield |new |else )[\\w<@][\\w<>\\[\\],.?@ ]* (\\w+)\\(");

  private static final Pattern FILE = Pattern.compile("`([a-z]+/[A-Z]\\w+)`");

  private static Map<String, List<Path>> sources;

  @BeforeAll
  static void findTheSources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("kit", "core", "server")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    sources =
        found.stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(FlowTest::name));
  }

  @Test
  void everyMethodOfTheFlowExists() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/flow.md"));
    Set<String> missing = new TreeSet<>();
    int named = 0;
    for (Matcher m = METHOD.matcher(page); m.find(); named++) {
      if (!exists(m.group(1), m.group(2))) {
        missing.add(m.group(1) + "." + m.group(2));
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(30);
  }

  @Test
  void aCallOrACommentIsNoMethod() {
    String source =
        """
        final class Session {
          /// Whoever calls gone( waits.
          private static <T> List<T> kept(T one) throws IOException {
            gone(one);
            one.gone(two);
            return gone(one);
          }
        }
        """;
    assertThat(isDeclared("kept", source)).isTrue();
    assertThat(isDeclared("gone", source)).isFalse();
  }

  @Test
  void aNameThatTwoClassesShareNamesNone() throws IOException {
    assertThat(sources.get("Health")).hasSizeGreaterThan(1);
    assertThat(exists("Health", "of")).isFalse();
  }

  @Test
  void everyFileWhereReadingStartsExists() throws IOException {
    String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    Set<String> missing = new TreeSet<>();
    int named = 0;
    for (Matcher m = FILE.matcher(page); m.find(); named++) {
      if (!Files.exists(ROOT.resolve("server/src/main/java/weir/" + m.group(1) + ".java"))
          && !Files.exists(ROOT.resolve("core/src/main/java/weir/" + m.group(1) + ".java"))) {
        missing.add(m.group(1));
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(4);
  }

  @Test
  void everyPackageHasItsLineInTheArchitecture() throws IOException {
    String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    Set<String> packages = new TreeSet<>();
    for (Path source : sources.values().stream().flatMap(List::stream).toList()) {
      String inside = source.toString().replaceAll(".*/src/main/java/", "");
      packages.add(inside.substring(0, inside.lastIndexOf('/')).replace('/', '.'));
    }
    assertThat(packages).allMatch(name -> page.contains("| `" + name + "` |"), "has a line");
  }

  /// A name that several classes share is none: a reader would not know which is meant.
  private static boolean exists(String type, String method) throws IOException {
    List<Path> named = sources.getOrDefault(type, List.of());
    return named.size() == 1 && isDeclared(method, Files.readString(named.getFirst()));
  }

  private static boolean isDeclared(String method, String source) {
    return DECLARED.matcher(source).results().anyMatch(found -> found.group(1).equals(method));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }
}
