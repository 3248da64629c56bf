package weir.verdict;

import java.time.Duration;
import java.util.List;

/// What the judge decided, and everything that follows from it. Made only by the judge.
///
/// @param delay how long the reply waits
/// @param tags header fields the message gets if it passes
/// @param score sum of the points that counted
/// @param weighed every finding and what became of it, in the order found
/// @param unknowns checks that could not tell
/// @param effects changes of state for the enforcer
/// @param policy name and version of the policy, `name@version`
public record Verdict(
    Outcome outcome,
    Duration delay,
    List<Tag> tags,
    double score,
    List<Weighed> weighed,
    List<Unsettled> unknowns,
    List<Effect> effects,
    String policy) {

  /// A header field that tells what was found.
  public record Tag(String header, String text) {
    /// What the names of our own fields begin with. Only we may say what we found: such a field of
    /// a stranger's message is taken out.
    public static final String OURS = "X-Weir-";

    /// The name under which old filters of mail readers look for a warning.
    public static final String SPAM_WARNING = "X-Spam-Warning";

    /// The name under which old filters look for what block lists say.
    public static final String RBL = "X-RBL";

    /// Stands for words before the message's own subject, not for a field of its own.
    public static final String SUBJECT = "Subject";

    /// Whether only we may write a field of this name.
    public static boolean isOurs(String name) {
      return name.regionMatches(true, 0, OURS, 0, OURS.length())
          || name.equalsIgnoreCase(SPAM_WARNING)
          || name.equalsIgnoreCase(RBL);
    }
  }

  /// A finding and its weight in this verdict.
  ///
  /// @param check the check or rule that found it
  public record Weighed(String check, Finding finding, Weight weight, double score) {}

  /// What became of a finding.
  public enum Weight {
    /// It counted.
    COUNTED,
    /// Its policy only observes it.
    OBSERVED,
    /// An exemption removed it.
    EXEMPTED,
    /// It counts only when all else passes, and all else did not.
    SET_ASIDE
  }

  /// A check that could not tell, and what policy made of that.
  public record Unsettled(
      String check, String cause, WhenUnknown meaning, List<Evidence> evidence) {}
}
