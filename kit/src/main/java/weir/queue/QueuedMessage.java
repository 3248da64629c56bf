package weir.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.maillog.Entrance;

/// A message as its queue file tells it.
///
/// @param id the server's own; short ones are used again as soon as the message is gone
/// @param queue the named queue that it lies in, where it is not the usual one
/// @param arrived when it came
/// @param since when it came under this id, by the server's own word, always the same; empty where
///   it has been in the queue under another id before, or will be: in Postfix's `maildrop`, after
///   `postsuper -r`, as a copy for a forward
/// @param by how it came in, and as whom, as far as the server itself wrote it down; empty for what
///   the server made itself, and where the file does not say
/// @param sender a claim; the empty string is the null sender; empty where the file has none yet
/// @param open recipients still to be delivered to, the first [#MOST_RECIPIENTS]; a claim
/// @param done recipients that are done with, the first [#MOST_RECIPIENTS]; a claim
/// @param recipients how many are open, those beyond the bound included
/// @param octets of the message, about
public record QueuedMessage(
    String id,
    QueueState state,
    Optional<String> queue,
    Optional<Instant> arrived,
    Optional<Instant> since,
    Optional<Entrance> by,
    Optional<String> sender,
    List<String> open,
    List<String> done,
    int recipients,
    OptionalLong octets) {

  /// Recipients of one message that are kept; the others are only counted.
  public static final int MOST_RECIPIENTS = 10_000;

  public QueuedMessage {
    open = List.copyOf(open);
    done = List.copyOf(done);
  }
}
