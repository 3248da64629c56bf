package weir.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What findings mean, for a named group of roles, domains or recipients. Immutable, versioned.
///
/// @param version changes whenever the configuration's text does; the journal keeps it
/// @param meanings by finding id, or by `id/subject` where one subject has a meaning of its own; a
///   subject may have parts, `zone/code`, and a part without a meaning has that of what is before
///   it
/// @param unknowns by check, or by `check/subject`: what follows when it could not tell
/// @param exemptPostmaster whether mail to postmaster is judged by firm findings only
/// @param longestDelay bound of all delays of one reply together
public record Policy(
    String name,
    String version,
    Map<String, Meaning> meanings,
    Map<String, WhenUnknown> unknowns,
    Thresholds thresholds,
    List<Rule> rules,
    boolean exemptPostmaster,
    Duration longestDelay) {

  public Policy {
    meanings = Map.copyOf(meanings);
    unknowns = Map.copyOf(unknowns);
    rules = List.copyOf(rules);
  }

  /// What the finding means here. One that nobody gave a meaning is observed.
  public Meaning meaning(Finding finding) {
    return nearest(meanings, finding.id(), finding.subject(), Meaning.OBSERVE);
  }

  public WhenUnknown whenUnknown(String check) {
    return whenUnknown(check, "");
  }

  /// What follows when the check could not tell about this subject.
  public WhenUnknown whenUnknown(String check, String subject) {
    return nearest(unknowns, check, subject, WhenUnknown.OPEN);
  }

  /// What stands at `id/subject`, else at the next shorter key.
  private static <T> T nearest(Map<String, T> map, String id, String subject, T none) {
    String key = subject.isEmpty() ? id : id + "/" + subject;
    while (true) {
      T found = map.get(key);
      if (found != null) {
        return found;
      }
      if (key.length() <= id.length()) {
        return none;
      }
      key = key.substring(0, key.lastIndexOf('/'));
    }
  }
}
