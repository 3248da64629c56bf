package weir.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/// A file of the real file system.
record OnDisk(FileChannel channel, OutputStream out) implements Writing {
  static final int BUFFER = 64 * 1024;

  @Override
  public void sync() throws IOException {
    out.flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
