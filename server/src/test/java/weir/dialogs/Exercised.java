package weir.dialogs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.checks.CheckSettings;
import weir.checks.Checks;
import weir.config.Doc;
import weir.rehearsal.Setup;
import weir.verdict.FindingKind;

/// What became of each check in the dialogs that were played, as their journals tell it.
final class Exercised {

  /// What can become of a check in a dialog.
  enum Way {
    /// The dialog concerns the check, and a message passed of which it said nothing.
    CLEAR,
    FOUND,
    UNKNOWN,
    OBSERVED
  }

  /// What is never observed: relaying is refused or closed, see RelaySettings.
  private static final Set<String> ALWAYS_ACTS = Set.of("relay");

  /// What asks nobody: a name in HELO is compared with lists in memory.
  private static final Set<String> ALWAYS_TELLS = Set.of("helo-lists");

  private final Map<Way, Set<String>> seen = new EnumMap<>(Way.class);

  Exercised() {
    for (Way way : Way.values()) {
      seen.put(way, new TreeSet<>());
    }
  }

  void add(Setup setup, List<List<String>> journal) {
    Checks.kinds().forEach((check, kinds) -> add(check, kinds, setup, journal));
  }

  private void add(String check, List<FindingKind> kinds, Setup setup, List<List<String>> journal) {
    Set<String> ids = kinds.stream().map(FindingKind::id).collect(Collectors.toSet());
    Set<String> observed = ids.stream().map(id -> "observed=" + id).collect(Collectors.toSet());
    Set<String> other =
        ids.stream()
            .flatMap(id -> Stream.of("exempted=" + id, "set-aside=" + id))
            .collect(Collectors.toSet());
    boolean concerned =
        setup.settings().keySet().stream().anyMatch(key -> key.startsWith("checks." + check + "."));
    boolean passed = false;
    for (List<String> entry : journal) {
      boolean found = note(Way.FOUND, check, entry.stream().anyMatch(ids::contains));
      boolean watched = note(Way.OBSERVED, check, entry.stream().anyMatch(observed::contains));
      boolean unknown = note(Way.UNKNOWN, check, entry.contains("unknown=" + check));
      boolean said = found || watched || unknown || entry.stream().anyMatch(other::contains);
      concerned |= said;
      passed |= !said && entry.getFirst().equals("delivered");
    }
    note(Way.CLEAR, check, concerned && passed);
  }

  private boolean note(Way way, String check, boolean happened) {
    if (happened) {
      way(way).add(check);
    }
    return happened;
  }

  private Set<String> way(Way way) {
    return seen.getOrDefault(way, Set.of());
  }

  /// What no dialog has shown though it can happen: `throttle: UNKNOWN`.
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String check : Checks.kinds().keySet()) {
      for (Way way : Way.values()) {
        if (can(check, way) && !way(way).contains(check)) {
          missing.add(check + ": " + way);
        }
      }
    }
    return missing;
  }

  private static boolean can(String check, Way way) {
    return switch (way) {
      case CLEAR, FOUND -> true;
      case OBSERVED -> !ALWAYS_ACTS.contains(check);
      case UNKNOWN -> !ALWAYS_TELLS.contains(check) && canBeUnknown(check);
    };
  }

  /// The sentence of the setting says where a check can always tell.
  private static boolean canBeUnknown(String check) {
    return Stream.of(CheckSettings.class.getRecordComponents())
        .filter(table -> kebab(table.getName()).equals(check))
        .flatMap(table -> Stream.of(table.getType().getRecordComponents()))
        .filter(setting -> setting.getName().equals("unknown"))
        .noneMatch(setting -> setting.getAnnotation(Doc.class).value().startsWith("Never happens"));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
