package weir.held;

import java.io.IOException;
import java.util.List;
import weir.files.Writing;
import weir.mail.Content;

/// The acts on disk that keep the octets of messages, one method each, so that tests can watch
/// their order and let each of them fail.
interface HeldFiles {

  /// A new file; fails when the name exists.
  Writing create(String name) throws IOException;

  /// Makes the names of files durable.
  void syncFolder() throws IOException;

  /// Removes a file; it is no error when there is none.
  void delete(String name) throws IOException;

  List<String> names() throws IOException;

  /// Puts all files out of the way, where somebody can look at them.
  ///
  /// @return where they are now
  String setAside(List<String> names) throws IOException;

  /// What was put out of the way, now and before, and is still there.
  HeldRoom aside() throws IOException;

  /// The octets of a file, read anew each time.
  Content content(String name) throws IOException;
}
