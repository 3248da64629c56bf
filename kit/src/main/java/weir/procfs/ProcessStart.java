package weir.procfs;

import java.util.OptionalLong;
import java.util.StringTokenizer;

/// When a process began, of `/proc/PID/stat`. A number of a process is given again; number and
/// start together are one process.
public final class ProcessStart {
  /// `starttime` is field 22 (proc_pid_stat(5)); 20 fields stand behind the name.
  private static final int BEHIND_NAME = 22 - 2;

  private ProcessStart() {}

  /// In ticks since the machine started; empty for what is no such line. The name is in parentheses
  /// and may have blanks and parentheses in it: the last one ends it.
  public static OptionalLong ticks(String stat) {
    StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1), " ");
    for (int i = 1; i < BEHIND_NAME && fields.hasMoreTokens(); i++) {
      fields.nextToken();
    }
    try {
      return fields.hasMoreTokens()
          ? OptionalLong.of(Long.parseLong(fields.nextToken().strip()))
          : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
