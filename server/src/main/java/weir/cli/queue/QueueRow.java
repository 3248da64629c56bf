package weir.cli.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Found;
import weir.cli.output.Json;
import weir.queues.QueueOwners;

/// A message of the queue for scripts.
///
/// @param who handed it in, as the mail server wrote it down
/// @param account whose it is; empty for nobody's
/// @param recipients the first open ones; `open` says how many there are
/// @param subject a claim
/// @param scripts a claim
record QueueRow(
    String id,
    String state,
    Optional<String> queue,
    Optional<Instant> arrived,
    String who,
    Optional<String> account,
    Optional<String> sender,
    List<String> recipients,
    int open,
    Optional<Long> octets,
    Optional<String> subject,
    List<String> scripts) {

  static QueueRow of(Found it, QueueOwners owners) {
    return new QueueRow(
        it.id(),
        Json.word(it.message().state()),
        it.message().queue(),
        it.message().arrived(),
        it.who(),
        owners.owner(it.message()),
        it.message().sender(),
        it.message().open(),
        it.message().recipients(),
        it.message().octets().isPresent()
            ? Optional.of(it.message().octets().getAsLong())
            : Optional.empty(),
        it.subject(),
        it.scripts());
  }
}
