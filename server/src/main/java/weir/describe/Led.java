package weir.describe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.check.CheckTable;
import weir.describe.Description.AskedList;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Policy;

/// One thing that a finding leads to under a policy: on one list it may be another than on the next
/// one, and after one answer of a list another than after the next one.
///
/// @param list whose listing leads to it; empty where no list is concerned that may be named
record Led(Meaning meaning, Optional<AskedList> list) {

  /// @param named whether its lists may be named: those that others keep, not the site's own
  static List<Led> by(FindingKind kind, Policy policy, CheckTable table, boolean named) {
    String prefix = kind.id() + "/";
    Meaning all = policy.meanings().getOrDefault(kind.id(), Meaning.OBSERVE);
    List<Led> led = new ArrayList<>();
    for (String list : table.subjects().stream().sorted().toList()) {
      if (!list.startsWith(prefix)) {
        continue;
      }
      Set<Meaning> there = meanings(policy, list, all, named);
      for (Meaning meaning : there) {
        led.add(
            new Led(
                meaning,
                named
                    ? Optional.of(new AskedList(list.substring(prefix.length()), there.size() > 1))
                    : Optional.empty()));
      }
    }
    return led.isEmpty() ? List.of(new Led(all, Optional.empty())) : List.copyOf(led);
  }

  /// @param codes whether what follows it in an id is an answer
  private static Set<Meaning> meanings(Policy policy, String list, Meaning all, boolean codes) {
    Set<Meaning> there = new LinkedHashSet<>();
    there.add(policy.meanings().getOrDefault(list, all));
    if (codes) {
      policy.meanings().entrySet().stream()
          .filter(each -> each.getKey().startsWith(list + "/"))
          .sorted(Map.Entry.comparingByKey())
          .forEach(each -> there.add(each.getValue()));
    }
    return there;
  }
}
