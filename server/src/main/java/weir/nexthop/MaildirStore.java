package weir.nexthop;

import java.io.IOException;
import java.nio.file.Path;
import weir.files.Writing;

/// The acts on disk that make a message durable, one method each, so that tests can watch their
/// order and let each of them fail.
///
/// Every method may throw [IOException]: the message is then not delivered.
interface MaildirStore {

  /// Makes `mailbox` with its tmp, new and cur, and makes them durable, where they are missing.
  void prepare(Path mailbox) throws IOException;

  /// A new file; fails when the name exists.
  Writing create(Path file) throws IOException;

  /// Gives a finished file its final name in the same file system, at once or not at all.
  void rename(Path from, Path to) throws IOException;

  /// Makes the names in a directory durable.
  void syncDirectory(Path directory) throws IOException;

  /// Removes a file; it is no error when there is none.
  void delete(Path file) throws IOException;
}
