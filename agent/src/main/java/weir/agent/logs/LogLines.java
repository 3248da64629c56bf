package weir.agent.logs;

import java.nio.file.Path;

/// Looks up what logs that were written already say of one message: its lines, and whether the log
/// would have them.
///
/// This reads the logs as they lie there now, from the time of the message on; it neither needs nor
/// moves the position of a follower.
public final class LogLines {
  private LogLines() {}

  /// In a file and what it was rotated into, packed or not.
  ///
  /// @param log the file that is written now
  /// @param budget is spent
  public static LogSaid ofFile(LogForm form, Path log, Sought sought, LogBudget budget) {
    return new FileLines(form, sought, budget).read(log);
  }

  /// In the journal of this host. What somebody else wrote in a server's name is among the lines,
  /// and says who did.
  ///
  /// @param budget is spent
  public static LogSaid ofJournal(LogForm form, Sought sought, LogBudget budget) {
    return new JournalLines(
            form, new Writers(form.grammar(), Path.of("/etc/passwd")), sought, budget)
        .read(JournalSpan.ofHost());
  }
}
