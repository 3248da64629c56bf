package weir.agent.queue;

import java.time.Duration;
import weir.queue.QueueFormat;

/// A queue that is looked through again and again.
///
/// @param source name of the source, always the same
/// @param host the provider's own name for the host whose queue it is
/// @param every from the end of a look to the next one
/// @param most messages that are read in one look; the others wait for the next
public record WatchedQueue(String source, String host, Spool spool, Duration every, int most) {

  QueueFormat format() {
    return spool.format();
  }
}
