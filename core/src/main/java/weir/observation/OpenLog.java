package weir.observation;

import java.util.List;
import java.util.Map;
import weir.maillog.LogEvent;

/// What the lines of a log have begun to tell and not told to the end, so that the next process can
/// go on with it.
///
/// @param messages in the queue, oldest first
/// @param attempts deliveries whose end is not told
/// @param programs the directories of programs that have not handed in their message, by process
public record OpenLog(
    List<OpenMessage> messages, List<LogEvent.Attempt> attempts, Map<Long, String> programs) {
  /// Of a log of which nothing was read.
  public static final OpenLog NOTHING = new OpenLog(List.of(), List.of(), Map.of());

  public OpenLog {
    messages = List.copyOf(messages);
    attempts = List.copyOf(attempts);
    programs = Map.copyOf(programs);
  }
}
