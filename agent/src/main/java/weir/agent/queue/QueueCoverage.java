package weir.agent.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a queue is looked through, and how much of it is understood. Counts are since the start
/// of the process.
///
/// @param reads which server's queue, and where
/// @param trouble why nothing comes, in words; empty while it is read
/// @param lookedAt the end of the last look that went through
/// @param waiting files that the last look has left for the next one
/// @param messages all that were read
/// @param unknown of these, those that are no messages of this server's
/// @param samples some of these, the newest last
/// @param known messages that are in the queue and were told of
public record QueueCoverage(
    String source,
    String host,
    String reads,
    Optional<String> trouble,
    Optional<Instant> lookedAt,
    long waiting,
    long messages,
    long unknown,
    List<String> samples,
    long known) {
  public QueueCoverage {
    samples = List.copyOf(samples);
  }
}
