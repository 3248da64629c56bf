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
import java.util.regex.MatchResult;
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

  /// Where a step or a chapter begins.
  private static final Pattern STEP = Pattern.compile("(?m)^(?=\\d+\\. |## )");

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
    for (String module : List.of("kit", "core", "agent", "server")) {
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
  void whatAMethodCallsIsNamedInTheOrderInWhichItCallsIt() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/flow.md"));
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (String step : STEP.split(page)) {
      List<MatchResult> named = METHOD.matcher(step).results().toList();
      for (int i = 0; i < named.size(); i++) {
        List<String> later =
            named.subList(i + 1, named.size()).stream().map(each -> each.group(2)).toList();
        String type = named.get(i).group(1);
        List<String> called = calls(later, body(type, named.get(i).group(2)));
        compared += called.size() > 1 ? 1 : 0;
        if (!inOrder(called, body(type, named.get(i).group(2)))) {
          wrong.add(type + "." + named.get(i).group(2) + ": " + called);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(3);
  }

  @Test
  void callsInAnotherOrderAreSeen() {
    String body =
        """
        Transaction transaction = talk.begin(mail);
            // what rules set is asked for first: talk.judge(
            talk.askHostRules();
            return talk.judge(Stage.MAIL);
        """;
    List<String> as = List.of("begin", "askHostRules", "elsewhere", "judge");
    assertThat(calls(as, body)).containsExactly("begin", "askHostRules", "judge");
    assertThat(inOrder(calls(as, body), body)).isTrue();
    assertThat(inOrder(List.of("askHostRules", "begin"), body)).isFalse();
    assertThat(inOrder(List.of("judge", "askHostRules"), body)).isFalse();
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
    assertThat(sources.get("Draft")).hasSizeGreaterThan(1);
    assertThat(exists("Draft", "ledger")).isFalse();
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

  /// What stands between the head of a method and its closing brace; empty where it is not known
  /// which is meant.
  private static String body(String type, String method) throws IOException {
    if (!exists(type, method)) {
      return "";
    }
    String source = Files.readString(sources.get(type).getFirst());
    MatchResult head =
        DECLARED
            .matcher(source)
            .results()
            .filter(found -> found.group(1).equals(method))
            .findFirst()
            .orElseThrow();
    String indent = head.group().replaceAll("\\S.*", "");
    int end = source.indexOf("\n" + indent + "}", head.end());
    return source.substring(head.end(), end < 0 ? source.length() : end);
  }

  private static List<String> calls(List<String> names, String body) {
    return names.stream().filter(name -> firstCall(name, body) >= 0).toList();
  }

  private static boolean inOrder(List<String> called, String body) {
    List<Integer> places = called.stream().map(name -> firstCall(name, body)).toList();
    return places.equals(places.stream().sorted().toList());
  }

  private static int firstCall(String name, String body) {
    Matcher call = Pattern.compile("\\b" + name + "\\(").matcher(body.replaceAll("//.*", ""));
    return call.find() ? call.start() : -1;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }
}
