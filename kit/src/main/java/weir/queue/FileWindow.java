package weir.queue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The octets of a file, read from any place, a window of them in memory. Not thread-safe.
final class FileWindow implements Closeable {
  private static final int WINDOW = 64 * 1024;

  private final @Nullable SeekableByteChannel channel;
  private final long size;
  private byte[] window;
  private long start;
  private int filled;

  private FileWindow(@Nullable SeekableByteChannel channel, long size, byte[] window, int filled) {
    this.channel = channel;
    this.size = size;
    this.window = window;
    this.filled = filled;
  }

  static FileWindow of(byte[] octets) {
    return new FileWindow(null, octets.length, octets, octets.length);
  }

  /// Opens a file. What is no plain file is not opened: a pipe would keep the reader waiting.
  ///
  /// @throws NoSuchFileException when it is not there, or is no plain file
  static FileWindow open(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isRegularFile()) {
      throw new NoSuchFileException(file.toString());
    }
    SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      long size = channel.size();
      return new FileWindow(channel, size, new byte[(int) Math.min(size, WINDOW)], 0);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// How many there were when it was opened; what is added later is not read.
  long size() {
    return size;
  }

  /// The octet at a place, 0 to 255; -1 behind the last one, and where the file was cut meanwhile.
  int at(long place) throws IOException {
    if (place < start || place >= start + filled) {
      if (place < 0 || place >= size || !load(place)) {
        return -1;
      }
    }
    return window[(int) (place - start)] & 0xFF;
  }

  /// Copies what is there from a place on.
  ///
  /// @return how many were copied; fewer than asked for only at the end
  int copy(long place, byte[] into, int at, int length) throws IOException {
    int copied = 0;
    while (copied < length && at(place + copied) >= 0) {
      int from = (int) (place + copied - start);
      int some = Math.min(length - copied, filled - from);
      System.arraycopy(window, from, into, at + copied, some);
      copied += some;
    }
    return copied;
  }

  /// The place of the first LF from here on; the size where there is none before `limit`.
  long lineEnd(long from, long limit) throws IOException {
    long end = Math.min(size, limit);
    for (long place = from; place < end; place++) {
      int octet = at(place);
      if (octet == '\n') {
        return place;
      }
      if (octet < 0) {
        break;
      }
    }
    return size;
  }

  private boolean load(long place) throws IOException {
    if (channel == null) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(window);
    channel.position(place);
    start = place;
    filled = 0;
    while (buffer.hasRemaining() && channel.read(buffer) > 0) {
      filled = buffer.position();
    }
    return filled > 0;
  }

  /// A reader of a part.
  InputStream stream(long from, long to) {
    return new Part(this, from, Math.min(to, size));
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private static final class Part extends InputStream {
    private final FileWindow octets;
    private final long end;
    private long place;

    Part(FileWindow octets, long from, long end) {
      this.octets = octets;
      this.place = from;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      int octet = place < end ? octets.at(place) : -1;
      place += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int some = octets.copy(place, into, at, (int) Math.min(length, Math.max(0, end - place)));
      place += some;
      return some == 0 ? -1 : some;
    }
  }
}
