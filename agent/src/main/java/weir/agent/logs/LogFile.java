package weir.agent.logs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/// An open log file, packed or not. It stays open under whatever name, and when it has none any
/// more.
final class LogFile implements Closeable {
  /// Rotation may put another file under a name between a look and the next.
  private static final int TRIES = 5;

  private final FileStamp stamp;
  private final FileChannel channel;
  private final Source source;

  /// Where its octets come from.
  private sealed interface Source {
    /// As a file is read that grows.
    record Plain() implements Source {}

    /// From its beginning to its end, each octet unpacked once. What was read last is kept: the
    /// line that a piece ends within is wanted again.
    final class Packed implements Source {
      private final InputStream unpacked;
      private byte[] last = new byte[0];
      private long lastAt;

      Packed(InputStream unpacked) {
        this.unpacked = unpacked;
      }

      int read(byte[] into, int from, int length, long at) throws IOException {
        int again = Math.clamp(lastAt + last.length - at, 0, Math.min(length, last.length));
        System.arraycopy(last, last.length - again, into, from, again);
        if (again == 0) {
          unpacked.skipNBytes(at - lastAt - last.length);
        }
        int read = again + unpacked.readNBytes(into, from + again, length - again);
        last = Arrays.copyOfRange(into, from, from + read);
        lastAt = at;
        return read;
      }
    }
  }

  private LogFile(FileStamp stamp, FileChannel channel, Source source) {
    this.stamp = stamp;
    this.channel = channel;
    this.source = source;
  }

  /// @throws IOException when it is not there, may not be read, or cannot be unpacked
  static LogFile open(Path path) throws IOException {
    for (int i = 1; ; i++) {
      FileStamp before = FileStamp.of(path);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        if (FileStamp.of(path).isSameFile(before)) {
          return new LogFile(before, channel, source(path));
        }
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      channel.close();
      if (i == TRIES) {
        throw new IOException(path + " is another file at each look");
      }
    }
  }

  private static Source source(Path path) throws IOException {
    Packing packing = Packing.of(path.getFileName().toString());
    return packing == Packing.NONE ? new Source.Plain() : new Source.Packed(packing.open(path));
  }

  /// What it was when it was opened.
  FileStamp stamp() {
    return stamp;
  }

  /// Whether there can be no more in it than there is.
  boolean isPacked() {
    return source instanceof Source.Packed;
  }

  /// When it was written last, by its name at the opening.
  Instant modified() {
    return stamp.modified();
  }

  /// The first octets as they are now; of a packed file, those that it begins with.
  static FileHead headOf(Path path) throws IOException {
    try (InputStream log = Packing.of(path.getFileName().toString()).open(path)) {
      return FileHead.of(log);
    }
  }

  /// Its first octets as they are now, of a file that is not packed.
  byte[] first(int most) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(most);
    while (first.hasRemaining() && channel.read(first, first.position()) > 0) {
      // Until there is no more.
    }
    byte[] octets = new byte[first.position()];
    first.flip().get(octets);
    return octets;
  }

  /// Octets there are, of a file that is not packed.
  long size() throws IOException {
    return channel.size();
  }

  /// Reads from a place on, which lies in a packed file never before that of the last call.
  ///
  /// @return how many octets; 0 at the end
  int read(byte[] into, int from, int length, long at) throws IOException {
    return switch (source) {
      case Source.Plain _ -> Math.max(0, channel.read(ByteBuffer.wrap(into, from, length), at));
      case Source.Packed packed -> packed.read(into, from, length, at);
    };
  }

  @Override
  public void close() throws IOException {
    if (source instanceof Source.Packed packed) {
      packed.unpacked.close();
    }
    channel.close();
  }
}
