package weir.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;

/// Where changes are kept. Used by one thread at a time. After an exception the file may hold a
/// part of what was to be written; the next [#replace] puts that right.
interface StateLog extends Closeable {

  /// Writes encoded changes behind the others; durable after the next [#force].
  void append(byte[] changes) throws IOException;

  /// Returns when everything appended is on the disk.
  void force() throws IOException;

  /// Replaces the whole content, all or nothing, durable on return.
  void replace(Iterator<Change> changes) throws IOException;

  /// Bytes held now.
  long size();
}
