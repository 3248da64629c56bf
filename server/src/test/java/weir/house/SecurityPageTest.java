package weir.house;

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

/// `docs/security.md` names tests that are there.
class SecurityPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /// A test as the page names it: `Class.method`.
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  private static final Pattern DIALOG = Pattern.compile("`([a-z0-9-]+)\\.dialog`");
  private static final int FEWEST = 40;

  @Test
  void everyTestThatItNamesExists() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/security.md"));
    Set<String> tests = TestSources.methods();
    List<String> named = new ArrayList<>();
    for (Matcher m = NAMED.matcher(page); m.find(); ) {
      named.add(m.group(1) + "." + m.group(2));
    }
    assertThat(named).hasSizeGreaterThan(FEWEST).isSubsetOf(tests);
  }

  @Test
  void everyDialogThatItNamesExists() throws IOException {
    Matcher m = DIALOG.matcher(Files.readString(ROOT.resolve("docs/security.md")));
    List<String> named = new ArrayList<>();
    while (m.find()) {
      named.add(m.group(1) + ".dialog");
    }
    assertThat(named)
        .isNotEmpty()
        .allMatch(name -> Files.isRegularFile(ROOT.resolve("dialogs").resolve(name)));
  }
}
