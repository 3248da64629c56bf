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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.checks.Checks;
import weir.config.Reference;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.onhost.AgentFile;
import weir.settings.Settings;
import weir.submissions.SubmissionSettings;
import weir.verdict.FindingKind;

/// The pages for people lead somewhere, and those that are generated are up to date.
class ManualTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void theSettingsOfTheManualAreThoseOfTheRecords() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/manual/settings.md")))
        .as("write it anew: ./weir config reference > docs/manual/settings.md")
        .isEqualTo(Reference.of(Settings.class, Values.standard()).markdown());
  }

  @ParameterizedTest
  @MethodSource("filesOfAHost")
  void theSettingsOfAHostsFilesAreThoseOfTheRecords(String name, Class<? extends Record> type)
      throws IOException {
    String page = "docs/manual/" + name + "-settings.md";
    assertThat(Files.readString(ROOT.resolve(page)))
        .as("write it anew: ./weir config reference --of " + name + " > " + page)
        .isEqualTo(
            Reference.of(type, Values.standard())
                .markdown("Settings in /etc/weir/" + name + ".toml"));
  }

  static List<Arguments> filesOfAHost() {
    return List.of(
        Arguments.of("agent", AgentFile.class),
        Arguments.of("fence", FenceSettings.class),
        Arguments.of("submissions", SubmissionSettings.class));
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    Set<String> broken = new TreeSet<>();
    int links = 0;
    for (Path page : pages()) {
      for (Matcher m = LINK.matcher(Files.readString(page)); m.find(); links++) {
        if (!Files.exists(page.resolveSibling(m.group(1)))) {
          broken.add(ROOT.relativize(page) + " -> " + m.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(20);
  }

  @Test
  void everyPageOfTheManualIsInItsIndex() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/manual/README.md"));
    assertThat(pages().stream().filter(page -> page.startsWith(ROOT.resolve("docs/manual"))))
        .map(page -> ROOT.resolve("docs/manual").relativize(page).toString())
        .filteredOn(name -> !name.equals("README.md"))
        .allMatch(name -> index.contains("(" + name + ")"), "is linked from docs/manual/README.md");
  }

  @Test
  void everyCheckHasAPageThatNamesItsFindings() throws IOException {
    String policy = Files.readString(ROOT.resolve("docs/manual/policy.md"));
    for (Map.Entry<String, List<FindingKind>> check : Checks.kinds().entrySet()) {
      Path page = ROOT.resolve("docs/manual/checks/" + check.getKey() + ".md");
      assertThat(page).exists();
      for (FindingKind kind : check.getValue()) {
        assertThat(Files.readString(page)).as(page.toString()).contains("`" + kind.id() + "`");
        assertThat(policy).as("policy.md").contains("`" + kind.id() + "`");
      }
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      found.add(ROOT.resolve(name));
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
    }
    return found;
  }
}
