package weir.agent.logs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a source is read, and how much of it is understood. Counts are since the start of the
/// process.
///
/// @param reads what is read: a file's name, or the journal
/// @param trouble why nothing comes, in words; empty while it is read
/// @param lastLine the time of the last line, also where the process before has read it
/// @param readAt when something was read last
/// @param behind octets that are there and not read yet
/// @param lines all of them
/// @param unknown lines that are not understood, and those that are no lines of this kind of log
/// @param unbelieved of these, those that somebody else wrote in a server's name
/// @param samples some of these, the newest last
/// @param cut lines that were too long
/// @param gaps how often lines were missing
/// @param lastGap what was missing last, in words
/// @param open messages that are in the queue, as far as the log told
/// @param evicted messages that were given up before their end was seen
public record Coverage(
    String source,
    String host,
    String reads,
    Optional<String> trouble,
    Optional<Instant> lastLine,
    Optional<Instant> readAt,
    long behind,
    long lines,
    long unknown,
    long unbelieved,
    List<String> samples,
    long cut,
    long gaps,
    Optional<String> lastGap,
    long open,
    long evicted) {
  public Coverage {
    samples = List.copyOf(samples);
  }
}
