package weir.agent.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.observation.OpenLog;

/// All that the next process needs to go on where this one stopped. Position and join belong
/// together: they are kept together or not at all.
///
/// @param files those that are read, the one that others follow last
/// @param cursor the journal's own word for the last entry that was read; empty of files
/// @param mark the number of the next octet, or of the last entry
/// @param lastLine the time of the last line that was read; empty before the first
/// @param open what the lines before that have begun to tell, by host
record Kept(
    List<FileMark> files,
    Optional<String> cursor,
    long mark,
    Optional<Instant> lastLine,
    Map<String, OpenLog> open) {
  Kept {
    files = List.copyOf(files);
    open = Map.copyOf(open);
  }
}
