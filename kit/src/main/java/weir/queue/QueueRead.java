package weir.queue;

import java.io.Closeable;
import java.io.IOException;

/// What came of reading a queue file.
public sealed interface QueueRead {

  /// A message. Its file stays open, so that its content can be read even when the server has
  /// deleted it meanwhile, until this is closed.
  record Whole(QueuedMessage message, QueuedContent content, Closeable file)
      implements QueueRead, Closeable {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// It is not there any more: delivered, or moved.
  record Gone() implements QueueRead {}

  /// Somebody is writing it just now.
  record Unfinished() implements QueueRead {}

  /// It is no message of this server's.
  ///
  /// @param why for people; nothing of the file's text is in it
  record Broken(String why) implements QueueRead {}
}
