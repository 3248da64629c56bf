package weir.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A source of what is known of outgoing mail, and how much of it reaches us. Counts are since the
/// start of the server.
///
/// @param reads what is read: a file, the journal, a queue, nothing but the sessions
/// @param state `read`, `behind`, `silent` or `not read`
/// @param why what is wrong, in words
/// @param of what is counted: lines of a log, or messages
/// @param lastLine the time of the last line; of a queue, of the last look
/// @param behind octets that are there and not read yet; of a queue, files
/// @param lines all of them
/// @param unknown those that were not understood
/// @param unbelieved of these, those that somebody else wrote in a server's name
/// @param samples some of these
/// @param gaps how often something was missing
/// @param lastGap what was missing last
/// @param open messages that are in the queue, as far as the source told
/// @param evicted messages that were given up before their end was seen
/// @param messages how many of the last ones were looked at, see attributed
/// @param attributed of these, laid at an account's door
public record SourceLine(
    String source,
    String host,
    String reads,
    String state,
    Optional<String> why,
    Of of,
    Optional<Instant> lastLine,
    long behind,
    long lines,
    long unknown,
    long unbelieved,
    List<String> samples,
    long gaps,
    Optional<String> lastGap,
    long open,
    long evicted,
    long messages,
    long attributed) {

  /// What is counted.
  public enum Of {
    LINES,
    MESSAGES
  }

  public SourceLine {
    samples = List.copyOf(samples);
  }
}
