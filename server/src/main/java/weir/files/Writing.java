package weir.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file being written. What has not been made durable may be missing when it is closed.
public interface Writing extends AutoCloseable {

  /// Where its octets go.
  OutputStream out();

  /// Makes everything written so far durable. The file's name is not: see [Durable#names].
  void sync() throws IOException;

  @Override
  void close() throws IOException;

  /// A new file, for the server's user only.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when the name is taken
  static Writing create(Path file) throws IOException {
    FileChannel channel = OwnerOnly.create(file);
    return new OnDisk(
        channel, new BufferedOutputStream(Channels.newOutputStream(channel), OnDisk.BUFFER));
  }
}
