package weir.agent.process;

import java.util.Optional;
import weir.procfs.CommandLine;
import weir.procfs.ControlGroup;
import weir.procfs.ProcessStatus;

/// A process at the time when it was looked at.
///
/// @param startTicks when it began, in ticks since the machine started; with the number, one
///   process
/// @param program its file; ` (deleted)` at the end says that the file is gone; empty where we may
///   not know, and of a thread of the kernel
/// @param folder in which it works, with the same ending; empty where we may not know
public record HostProcess(
    long pid,
    long startTicks,
    ProcessStatus status,
    Optional<String> program,
    Optional<String> folder,
    CommandLine commandLine,
    Optional<ControlGroup> group) {

  /// How Linux marks a file that has no name any more.
  public static final String DELETED = " (deleted)";

  /// For people: the command line without passwords, or the kernel's name of it.
  public String shown() {
    String line = commandLine.masked();
    return line.isEmpty() ? "[" + status.name() + "]" : line;
  }

  /// The last part of the name of its program.
  public String programName() {
    String path = program.orElse(status.name());
    String file =
        path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
