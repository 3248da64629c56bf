package weir.segments;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import weir.journal.Entry;

/// Where the writer puts entries. Used by one thread.
interface JournalStore extends Closeable {

  /// Writes the entries. On return they survive a killed process; after an exception none of them
  /// counts as written, and the same list comes again.
  ///
  /// @return entries that can never be written because of a defect of ours; they are left out
  int write(List<Entry> entries) throws IOException;
}
