package weir.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.config.KeyPath;
import weir.verdict.FindingKind;

/// The actions of findings that come of [OwnList]s, with those of single lists.
final class ListActions {
  private ListActions() {}

  static Map<String, Action> of(
      FindingKind allowed,
      Action whenAllowed,
      List<OwnList> allow,
      FindingKind blocked,
      Action whenBlocked,
      List<OwnList> block) {
    Map<String, Action> actions = new HashMap<>();
    put(actions, allowed, whenAllowed, allow);
    put(actions, blocked, whenBlocked, block);
    return actions;
  }

  private static void put(
      Map<String, Action> actions, FindingKind kind, Action whenListed, List<OwnList> lists) {
    actions.put(kind.id(), whenListed);
    for (OwnList list : lists) {
      list.then().ifPresent(action -> actions.put(kind.id() + "/" + list.title(), action));
    }
  }

  static Set<String> subjects(
      FindingKind allowed, List<OwnList> allow, FindingKind blocked, List<OwnList> block) {
    Set<String> ids = new HashSet<>();
    allow.forEach(list -> ids.add(allowed.id() + "/" + list.title()));
    block.forEach(list -> ids.add(blocked.id() + "/" + list.title()));
    return ids;
  }

  /// Where an action stands, seen from the check's table: `sender-blocked`, or `block.[2].then` for
  /// `sender-blocked/friends`.
  static KeyPath keyOf(String id, List<OwnList> allow, List<OwnList> block) {
    int slash = id.indexOf('/');
    if (slash < 0) {
      return KeyPath.of(id);
    }
    boolean allowing = id.substring(0, slash).endsWith("-allowed");
    List<OwnList> lists = allowing ? allow : block;
    int at = lists.stream().map(OwnList::title).toList().indexOf(id.substring(slash + 1));
    return KeyPath.of(allowing ? "allow" : "block").item(Math.max(at, 0)).key("then");
  }
}
