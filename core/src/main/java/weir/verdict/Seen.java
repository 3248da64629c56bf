package weir.verdict;

import java.util.Set;

/// A finding, who found it, and what the policy makes of it.
///
/// @param acts whether it can still refuse
record Seen(String check, Finding finding, Meaning meaning, boolean fresh, boolean acts) {
  /// What a check found goes by the check's name, so an exemption of the check removes it. What
  /// exempts is not exempted from: it is why the others do not count.
  boolean removedBy(Set<String> exempted) {
    return finding.kind().exemptible() && !speaksForClient() && exempted.contains(check);
  }

  boolean speaksForClient() {
    return !meaning.exempt().isEmpty();
  }
}
