package weir.describe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import weir.describe.Description.AskedList;
import weir.describe.Description.Mark;
import weir.describe.Description.Reason;
import weir.verdict.FindingKind;
import weir.verdict.Policy;
import weir.verdict.Rule;

/// Gathers what findings lead to under one policy: a reason for each thing that follows, with the
/// lists that lead to it.
final class Reasons {
  private final Policy policy;
  private final Map<Follows.Kind, List<Reason>> reasons = new EnumMap<>(Follows.Kind.class);
  private final List<Mark> marks = new ArrayList<>();

  Reasons(Policy policy) {
    this.policy = policy;
  }

  void add(FindingKind kind, List<Led> led) {
    add(kind, PlainFindings.sentence(kind), led);
  }

  void add(Rule rule) {
    add(
        rule.kind(),
        PlainFindings.ofRule(rule.kind()),
        List.of(new Led(rule.meaning(), Optional.empty())));
  }

  private void add(FindingKind kind, String seen, List<Led> led) {
    Map<Follows, List<AskedList>> byWhatFollows = new LinkedHashMap<>();
    Map<String, List<AskedList>> byMark = new LinkedHashMap<>();
    for (Led each : led) {
      note(byWhatFollows, Follows.of(each.meaning(), policy), each);
      each.meaning()
          .tag()
          .filter(_ -> !each.meaning().observe())
          .ifPresent(field -> note(byMark, field, each));
    }
    byWhatFollows.forEach((follows, lists) -> add(kind, seen, follows, lists));
    byMark.forEach((field, lists) -> marks.add(new Mark(field, kind.id(), seen, lists)));
  }

  private static <T> void note(Map<T, List<AskedList>> lists, T key, Led led) {
    List<AskedList> known = lists.computeIfAbsent(key, _ -> new ArrayList<>());
    led.list().filter(list -> !known.contains(list)).ifPresent(known::add);
  }

  private void add(FindingKind kind, String seen, Follows follows, List<AskedList> lists) {
    reasons
        .computeIfAbsent(follows.kind(), _ -> new ArrayList<>())
        .add(
            new Reason(
                kind.id(),
                lists,
                seen,
                follows.action(),
                follows.words(),
                PlainFindings.closed(kind.remedy()),
                follows.code(kind.detail())));
  }

  List<Reason> of(Follows.Kind kind) {
    return reasons.getOrDefault(kind, List.of());
  }

  List<Mark> marks() {
    return marks;
  }

  /// Every list that leads to anything, by name. One that is only watched does nothing to anybody.
  List<String> lists() {
    TreeSet<String> zones = new TreeSet<>();
    reasons.forEach((kind, all) -> {
      if (kind != Follows.Kind.NOTHING) {
        all.forEach(reason -> reason.lists().forEach(list -> zones.add(list.zone())));
      }
    });
    marks.forEach(mark -> mark.lists().forEach(list -> zones.add(list.zone())));
    return List.copyOf(zones);
  }
}
