package weir.queue;

import java.io.IOException;
import java.io.InputStream;

/// Header and body of a queued message, as they lie in the queue: lines end in LF, unless the
/// server keeps them as they came; nothing is unfolded, decoded or cleaned.
@FunctionalInterface
public interface QueuedContent {
  /// A reader from the first octet on. What it gives is bounded by the size of the queue file. It
  /// ends early where the rest is no content of a message any more.
  InputStream open() throws IOException;
}
