package weir.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What findings mean, for a named group of roles, domains or recipients. Immutable, versioned.
///
/// @param version changes whenever the configuration's text does; the journal keeps it
/// @param meanings by finding id, or by `id/subject` where one subject has a meaning of its own
/// @param unknowns by check: what follows when it could not tell
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
    if (!finding.subject().isEmpty()) {
      Meaning own = meanings.get(finding.id() + "/" + finding.subject());
      if (own != null) {
        return own;
      }
    }
    return meanings.getOrDefault(finding.id(), Meaning.OBSERVE);
  }

  public WhenUnknown whenUnknown(String check) {
    return unknowns.getOrDefault(check, WhenUnknown.OPEN);
  }
}
