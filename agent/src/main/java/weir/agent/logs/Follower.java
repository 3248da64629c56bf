package weir.agent.logs;

import java.io.Closeable;
import java.io.IOException;

/// Reads a source as it grows. One thread calls it.
interface Follower extends Closeable {
  /// Reads what has come, if anything has.
  ///
  /// @return whether there may be more at once
  /// @throws IOException when it cannot be read, or what was read is not taken; to be tried again
  boolean round() throws IOException;

  /// Keeps how far it was read.
  void keep() throws IOException;

  Tally tally();

  /// Any thread may ask.
  Coverage coverage();
}
