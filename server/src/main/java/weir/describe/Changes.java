package weir.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import weir.describe.Description.Change;
import weir.sql.PolicyVersions.PolicyVersion;

/// What one version of the policy said otherwise than the one before.
public final class Changes {
  private Changes() {}

  /// What a description says, by finding, list or limit, in a sentence each: what is kept of a
  /// version.
  public static Map<String, String> said(Description it) {
    Map<String, String> said = new TreeMap<>();
    it.refused().forEach(one -> said.put(one.id(), one.seen() + " " + one.follows()));
    it.signs().forEach(one -> said.put(one.id(), one.seen() + " " + one.follows()));
    it.marks()
        .forEach(one ->
            said.put(
                "mark " + one.field() + " " + one.seen(),
                "A message is marked with " + one.field() + ": " + one.seen()));
    it.lists().forEach(zone -> said.put("list " + zone, "The block list " + zone + " is asked."));
    it.limits()
        .forEach(one -> said.put("limit " + one.what(), one.what() + ": " + one.value() + "."));
    it.signsMark()
        .ifPresent(
            field -> said.put("signs mark", "Several signs mark a message with " + field + "."));
    if (it.signsRefuse()) {
      said.put("signs refuse", "Many signs together lead to a refusal.");
    }
    return said;
  }

  /// The changes of one policy, the newest first. A version that says the same is none.
  ///
  /// @param versions the oldest first
  public static List<Change> of(String policy, List<PolicyVersion> versions) {
    List<Change> changes = new ArrayList<>();
    Optional<Map<String, String>> before = Optional.empty();
    for (PolicyVersion version : versions) {
      Map<String, String> now = version.said().getOrDefault(policy, Map.of());
      List<String> what =
          before.map(was -> between(was, now)).orElse(List.of("Written down for the first time."));
      if (!what.isEmpty()) {
        changes.add(new Change(version.since(), version.version(), what));
      }
      before = Optional.of(now);
    }
    return List.copyOf(changes.reversed());
  }

  private static List<String> between(Map<String, String> before, Map<String, String> now) {
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    List<String> what = new ArrayList<>();
    for (String key : all) {
      String was = before.get(key);
      String is = now.get(key);
      if (was == null && is != null) {
        what.add("New: " + is);
      } else if (was != null && is == null) {
        what.add("No longer: " + was);
      } else if (was != null && !was.equals(is)) {
        what.add("Changed: " + is + " Before: " + was);
      }
    }
    return what;
  }
}
