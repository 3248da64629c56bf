package weir.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import weir.describe.Description.AskedList;
import weir.describe.Description.Change;
import weir.describe.Description.Limit;
import weir.describe.Description.Mark;
import weir.describe.PolicyVersions.PolicyVersion;
import weir.describe.PolicyVersions.Said;

/// What one version of the policy said otherwise than the one before.
public final class Changes {
  private Changes() {}

  /// What a description says, by finding, list or limit: what is kept of a version.
  public static Map<String, Said> said(Description it) {
    Map<String, Said> said = new TreeMap<>();
    Stream.of(it.refused(), it.signs(), it.slowed())
        .flatMap(List::stream)
        .forEach(one ->
            each(
                said,
                one.id(),
                one.lists(),
                list ->
                    new Said(one.action(), Words.seen(one.seen(), list) + " " + one.follows())));
    for (Mark one : it.marks()) {
      each(
          said,
          "mark " + one.field() + " " + one.id(),
          one.lists(),
          list ->
              new Said(
                  "tag",
                  "A message is marked with " + one.field() + ": " + Words.seen(one.seen(), list)));
    }
    for (Limit one : it.limits()) {
      said.put(one.key(), new Said(one.setting(), one.what() + ": " + one.value() + "."));
    }
    it.signsMark()
        .ifPresent(field ->
            said.put(
                "signs mark", new Said(field, "Several signs mark a message with " + field + ".")));
    if (it.signsRefuse()) {
      said.put("signs refuse", new Said("reject", "Many signs together lead to a refusal."));
    }
    return said;
  }

  /// An entry for each list, so that a change of one is none of the others.
  private static void each(
      Map<String, Said> said,
      String key,
      List<AskedList> lists,
      Function<List<AskedList>, Said> words) {
    if (lists.isEmpty()) {
      said.merge(key, words.apply(List.of()), Changes::both);
    }
    lists.forEach(
        list -> said.merge(key + " " + list.zone(), words.apply(List.of(list)), Changes::both));
  }

  /// One finding may lead to two things: on lists of a site's own, or by what a list answers.
  private static Said both(Said one, Said other) {
    return new Said(
        one.follows() + ", " + other.follows(), one.sentence() + " " + other.sentence());
  }

  /// The changes of one policy, the newest first. A version that says the same is none.
  ///
  /// @param versions the oldest first
  public static List<Change> of(String policy, List<PolicyVersion> versions) {
    List<Change> changes = new ArrayList<>();
    Optional<Map<String, Said>> before = Optional.empty();
    for (PolicyVersion version : versions) {
      Map<String, Said> now = version.said().getOrDefault(policy, Map.of());
      List<String> what =
          before.map(was -> between(was, now)).orElse(List.of("Written down for the first time."));
      if (!what.isEmpty()) {
        changes.add(new Change(version.since(), version.version(), what));
      }
      before = Optional.of(now);
    }
    return List.copyOf(changes.reversed());
  }

  /// Compares what follows, not how it is put into words: those change with this program.
  private static List<String> between(Map<String, Said> before, Map<String, Said> now) {
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    List<String> what = new ArrayList<>();
    for (String key : all) {
      Said was = before.get(key);
      Said is = now.get(key);
      if (was == null && is != null) {
        if (!saidUnderAnotherName(is, before, now)) {
          what.add("New: " + is.sentence());
        }
      } else if (was != null && is == null) {
        if (!saidUnderAnotherName(was, now, before)) {
          what.add("No longer: " + was.sentence());
        }
      } else if (was != null && is != null && !was.follows().equals(is.follows())) {
        what.add("Changed: " + is.sentence() + " Before: " + was.sentence());
      }
    }
    return what;
  }

  /// Whether the other version says the same where this one says nothing, such as of a rule that
  /// was renamed.
  private static boolean saidUnderAnotherName(
      Said one, Map<String, Said> other, Map<String, Said> its) {
    return other.entrySet().stream()
        .anyMatch(each -> each.getValue().equals(one) && !its.containsKey(each.getKey()));
  }
}
