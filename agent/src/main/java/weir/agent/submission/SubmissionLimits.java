package weir.agent.submission;

import java.time.Duration;
import java.util.Set;
import weir.agent.process.SiteFolders;

/// How many messages may be handed in.
///
/// A message that is refused counts nowhere: a script beyond its own limit uses up nothing of its
/// user's and its site's, so that the other scripts go on.
///
/// @param user of one user
/// @param script of one script
/// @param site of one web site's folder
/// @param formmails scripts, with their paths, that only their own limit holds: whatever else its
///   user sends, such a form goes on. Its file has to be that user's, or root's. A process can lie
///   about its script; it gains no more than the limits of these by it.
/// @param folders where sites lie; a script in none of them is of the site that its folders' names
///   tell
/// @param over what becomes of a message beyond a limit
public record SubmissionLimits(
    Limit user, Limit script, Limit site, Set<String> formmails, SiteFolders folders, Over over) {

  public SubmissionLimits {
    formmails = Set.copyOf(formmails);
  }

  /// So many messages within so long.
  ///
  /// @param messages at most [#MOST]; 0 is no limit
  public record Limit(int messages, Duration within) {
    /// A limit that nobody reaches by chance; times of so many messages are remembered of each.
    public static final int MOST = 10_000;

    /// Nothing is counted.
    public static final Limit NONE = new Limit(0, Duration.ZERO);

    public Limit {
      if (messages < 0 || messages > MOST) {
        throw new IllegalArgumentException("a limit is from 0 to " + MOST + " messages");
      }
    }
  }

  /// What becomes of a message beyond a limit.
  public enum Over {
    /// It is to be tried again later. PHP tells its script the same as of [#DENY], and nobody
    /// tries.
    TEMPFAIL,
    /// It is not taken, and the script is told so.
    DENY
  }
}
