package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.Action;
import weir.checks.CheckSettings;
import weir.checks.Checks;
import weir.config.Binder;
import weir.config.Values;
import weir.policy.PolicySettings;
import weir.verdict.FindingKind;
import weir.verdict.WhenUnknown;

/// The manual justifies what every finding leads to as shipped, and says what the settings say.
class ShippedPolicyTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/manual/policy.md");
  private static final String BEGIN = "## As shipped, and why";
  private static final Pattern ID = Pattern.compile("`([a-z][a-z0-9-]*)`");
  private static final Pattern POINTS = Pattern.compile("(?<![\\d.])-?\\d+(\\.\\d+)?(?![\\d.])");

  @TempDir Path folder;

  /// A line of the table.
  ///
  /// @param place of the finding among those of its line
  private record Row(String shipped, String why, int place) {}

  private static Map<String, Row> rows() throws IOException {
    Map<String, Row> rows = new HashMap<>();
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf(BEGIN) + BEGIN.length());
    for (String line : table.substring(0, table.indexOf("\n## ")).lines().toList()) {
      String[] cells = line.split("\\|");
      if (!line.startsWith("| `") || cells.length < 4) {
        continue;
      }
      int place = 0;
      for (Matcher id = ID.matcher(cells[1]); id.find(); place++) {
        assertThat(rows.put(id.group(1), new Row(cells[2].strip(), cells[3].strip(), place)))
            .as(id.group(1) + " has two rows")
            .isNull();
      }
    }
    return rows;
  }

  private Map<String, Action> shipped() {
    CheckSettings settings = new Binder(Values.standard()).defaults(CheckSettings.class, folder);
    Map<String, Action> actions = new HashMap<>();
    settings.byCheck().values().forEach(table -> actions.putAll(table.actions()));
    return actions;
  }

  @Test
  void everyFindingHasARowThatSaysWhatItLeadsToAsShippedAndWhy() throws IOException {
    Map<String, Row> rows = rows();
    Map<String, Action> shipped = shipped();
    for (List<FindingKind> kinds : Checks.kinds().values()) {
      for (FindingKind kind : kinds) {
        String hint =
            "docs/manual/policy.md, table \"%s\": a row `| `%s` | %s | why this is safe on day one |`, alone or with findings of the same reason"
                .formatted(BEGIN, kind.id(), words(shipped.get(kind.id())));
        Row row = rows.get(kind.id());
        assertThat(row).as(hint).isNotNull();
        assertThat(row.why()).as(hint).hasSizeGreaterThan(5);
        assertThat(says(row, Objects.requireNonNull(shipped.get(kind.id()), kind.id())))
            .as(hint + ", and not: " + row.shipped())
            .isTrue();
      }
    }
  }

  @Test
  void theOtherDefaultsOfThePageAreThoseOfTheSettings() throws IOException {
    String page = Files.readString(PAGE);
    PolicySettings policy = new Binder(Values.standard()).defaults(PolicySettings.class, folder);
    assertThat(page)
        .contains("| `tag-at` | `%.0f` |".formatted(policy.tagAt().orElseThrow()))
        .contains("| `reject-at` | `%.0f` |".formatted(policy.rejectAt().orElseThrow()))
        .contains("| `longest-delay` | `%ds` |".formatted(policy.longestDelay().toSeconds()))
        .contains("| `exempt-postmaster` | `%s` |".formatted(policy.exemptPostmaster()));
    assertThat(policy.deferAt()).isEmpty();
    assertThat(policy.quarantineAt()).isEmpty();
    CheckSettings checks = new Binder(Values.standard()).defaults(CheckSettings.class, folder);
    Set<String> waiting = new TreeSet<>();
    checks
        .byCheck()
        .forEach((name, table) -> {
          if (table.unknown() != WhenUnknown.OPEN) {
            waiting.add(name);
          }
        });
    assertThat(waiting)
        .as("a check that does not ship with unknown = open has a row under \"The other defaults\"")
        .containsExactly("recipient", "relay");
  }

  @Test
  void noRowIsOfAFindingThatIsGone() throws IOException {
    Set<String> known = new HashSet<>();
    Checks.kinds().values().forEach(kinds -> kinds.forEach(kind -> known.add(kind.id())));
    assertThat(known).containsAll(rows().keySet());
  }

  private static boolean says(Row row, Action action) {
    if (action.score() != 0 && !action.observe()) {
      List<Double> points = new ArrayList<>();
      for (Matcher number = POINTS.matcher(row.shipped()); number.find(); ) {
        points.add(Double.valueOf(number.group()));
      }
      int place = points.size() == 1 ? 0 : row.place();
      return place < points.size() && points.get(place) == action.score();
    }
    return row.shipped().contains(words(action));
  }

  private static String words(@Nullable Action action) {
    if (action == null) {
      return "(its table has no action for it)";
    }
    if (action.observe()) {
      return "observe";
    }
    if (action.score() != 0) {
      return action.score() + " points";
    }
    if (!action.exempt().isEmpty()) {
      return "exempt";
    }
    return action
        .refusal()
        .map(refusal -> refusal.name().toLowerCase(Locale.ROOT))
        .orElse(action.delay().toSeconds() + " s");
  }
}
