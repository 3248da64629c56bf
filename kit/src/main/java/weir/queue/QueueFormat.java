package weir.queue;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// How one mail server keeps its queue. Any number of threads may ask.
public interface QueueFormat {
  /// Tells the files of all messages, in no order. A message that moves meanwhile is told twice or
  /// not at all.
  ///
  /// @throws IOException when a folder cannot be read
  void list(Consumer<QueueFile> each) throws IOException;

  /// Where a message is now; empty when it is in the queue no more.
  ///
  /// @param id as people type it; what can be no id is not looked for
  Optional<QueueFile> find(String id) throws IOException;

  /// Reads a message. Whoever gets a [QueueRead.Whole] closes it.
  ///
  /// @throws IOException when the disk fails or the file may not be read; never because it is gone
  QueueRead read(QueueFile file) throws IOException;

  /// Why it was not delivered yet, in the server's last words, where the queue has them; a claim of
  /// other servers, at most [#REASON] characters.
  Optional<String> reason(QueueFile file) throws IOException;

  /// Characters of a reason that are kept.
  int REASON = 500;
}
