package weir.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.check.Action;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.listfile.Kind;
import weir.verdict.FindingKind;

/// The operator's own lists that a check looks into, and the actions of single lists of them.
public record AllowAndBlock(
    @Doc("Lists whose entries are let in.") List<OwnList> allow,
    @Doc("Lists whose entries are kept out.") List<OwnList> block) {
  public AllowAndBlock {
    allow = OwnList.told(allow);
    block = OwnList.told(block);
  }

  /// What each finding leads to, and each list that says it itself.
  Map<String, Action> actions(
      FindingKind allowed, Action whenAllowed, FindingKind blocked, Action whenBlocked) {
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

  Set<String> subjects(FindingKind allowed, FindingKind blocked) {
    Set<String> ids = new HashSet<>();
    allow.forEach(list -> ids.add(allowed.id() + "/" + list.title()));
    block.forEach(list -> ids.add(blocked.id() + "/" + list.title()));
    return ids;
  }

  /// Where an action stands, seen from the check's table: `sender-blocked`, or `block.[2].then` for
  /// `sender-blocked/friends`.
  KeyPath keyOf(String id, FindingKind allowed) {
    int slash = id.indexOf('/');
    if (slash < 0) {
      return KeyPath.of(id);
    }
    boolean allowing = id.substring(0, slash).equals(allowed.id());
    List<OwnList> lists = allowing ? allow : block;
    int at = lists.stream().map(OwnList::title).toList().indexOf(id.substring(slash + 1));
    return KeyPath.of(allowing ? "allow" : "block").item(Math.max(at, 0)).key("then");
  }

  /// What is no mistake and should be known all the same.
  List<String> remarks(Kind kind) {
    List<String> remarks = new ArrayList<>(OwnList.remarks(allow, kind));
    remarks.addAll(OwnList.remarks(block, kind));
    return remarks;
  }

  /// Reports what is wrong with each of the lists.
  void report(Kind kind, Problems problems) {
    OwnList.report(allow, "allow", kind, problems);
    OwnList.report(block, "block", kind, problems);
  }
}
