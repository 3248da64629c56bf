package weir.checks.dnslists;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.verdict.FindingKind;
import weir.verdict.WhenUnknown;

/// The table of a check that asks DNS lists: the zones, and one finding whose action each zone may
/// replace.
interface DnsListSettings extends CheckTable, Checked {
  List<? extends DnsListZone> zones();

  FindingKind finding();

  /// What the finding leads to where the zone says nothing else.
  Action whenListed();

  @Override
  default Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    actions.put(finding().id(), whenListed());
    for (DnsListZone zone : zones()) {
      String id = finding().id() + "/" + zone.asked().zone();
      zone.listed().ifPresent(action -> actions.put(id, action));
      zone.byCode().forEach((code, action) -> actions.put(id + "/" + code, action));
    }
    return actions;
  }

  @Override
  default Set<String> subjects() {
    return names().stream().map(name -> finding().id() + "/" + name).collect(Collectors.toSet());
  }

  /// Where the action of the finding, of a list or of one of its codes is written.
  @Override
  default KeyPath keyOf(String id) {
    String[] parts = id.split("/", 3);
    if (parts.length == 1) {
      return KeyPath.of(id);
    }
    KeyPath list = KeyPath.of("zones").item(names().indexOf(parts[1]));
    return parts.length == 2 ? list.key("listed") : list.key("by-code").key(parts[2]);
  }

  @Override
  default Map<String, WhenUnknown> unknowns() {
    Map<String, WhenUnknown> unknowns = new HashMap<>();
    zones()
        .forEach(zone -> zone.unknown().ifPresent(mode -> unknowns.put(zone.asked().zone(), mode)));
    return unknowns;
  }

  private List<String> names() {
    return zones().stream().map(zone -> zone.asked().zone()).toList();
  }

  /// Whether a listing there tells somebody why, so that the list's own words are worth a question.
  default boolean tells(DnsListZone zone) {
    return zone.listed().orElse(whenListed()).tells()
        || zone.byCode().values().stream().anyMatch(Action::tells);
  }

  /// Reports a list that is named twice.
  @Override
  default void check(Problems problems) {
    Set<String> seen = new HashSet<>();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      KeyPath at = KeyPath.of("zones").item(i).key("name");
      if (problems.isKnown(at) && !seen.add(names.get(i))) {
        problems.add(at, "this list is there already");
      }
    }
  }
}
