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
  private static final Pattern FILE = Pattern.compile("`([a-z]+/[A-Z]\\w+)`");

  private static Map<String, Path> sources;

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
            .collect(Collectors.toMap(FlowTest::name, file -> file, (one, _) -> one));
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
    for (Path source : sources.values()) {
      String inside = source.toString().replaceAll(".*/src/main/java/", "");
      packages.add(inside.substring(0, inside.lastIndexOf('/')).replace('/', '.'));
    }
    assertThat(packages).allMatch(name -> page.contains("| `" + name + "` |"), "has a line");
  }

  private static boolean exists(String type, String method) throws IOException {
    Path source = sources.get(type);
    return source != null
        && Pattern.compile("\\b" + method + "\\(").matcher(Files.readString(source)).find();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }
}
