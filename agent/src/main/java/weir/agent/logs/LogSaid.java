package weir.agent.logs;

import java.util.List;
import java.util.Optional;

/// What a log says of a message.
///
/// @param source the log's own name
/// @param reads what was read: a file with what it was rotated into, or the journal
/// @param lines those that bear its id, in their order and as they stand there: anybody's text
/// @param doubted those that somebody else wrote in the server's name: they prove nothing
/// @param more further ones of its own, which are not given
/// @param stopped why not all was read that was to be; empty where all was
/// @param completeness whether the log has all of the time that was asked for
public record LogSaid(
    String source,
    String reads,
    List<String> lines,
    List<String> doubted,
    int more,
    Optional<String> stopped,
    Completeness completeness) {
  public LogSaid {
    lines = List.copyOf(lines);
    doubted = List.copyOf(doubted);
  }
}
