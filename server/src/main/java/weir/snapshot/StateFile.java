package weir.snapshot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.files.Durable;
import weir.files.OwnerOnly;

/// The file `state.log`: a line that names the format, then changes in the order they happened.
///
/// A crash may tear the last change. What cannot be read is moved to `state.log.rest` (the newest
/// such piece only), the file ends at the last whole change, and the log says so.
final class StateFile implements StateLog {

  private static final Logger log = LoggerFactory.getLogger(StateFile.class);
  private static final byte[] HEAD = "weir state 1\n".getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final Path path;
  private FileChannel channel;

  private StateFile(Path folder, Path path, FileChannel channel) {
    this.folder = folder;
    this.path = path;
    this.channel = channel;
  }

  /// Opens or creates the file, and hands over each change in it.
  static StateFile open(Path folder, Consumer<Change> each) throws IOException {
    OwnerOnly.folder(folder);
    Path path = folder.resolve("state.log");
    long end = Files.exists(path) ? read(path, each) : 0;
    FileChannel channel = OwnerOnly.open(path);
    StateFile file = new StateFile(folder, path, channel);
    if (end < channel.size()) {
      file.setRestAside(end);
    }
    channel.position(end);
    if (end == 0) {
      file.append(HEAD);
      file.force();
      Durable.names(folder);
    }
    return file;
  }

  /// Returns where the readable part ends: 0 for a file that is not ours or of another format.
  private static long read(Path path, Consumer<Change> each) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 65_536);
        Measured measured = new Measured(in);
        DataInputStream data = new DataInputStream(measured)) {
      if (!Arrays.equals(data.readNBytes(HEAD.length), HEAD)) {
        return 0;
      }
      long end = measured.position;
      Optional<Change> change = ChangeCodec.read(data);
      while (change.isPresent()) {
        each.accept(change.get());
        end = measured.position;
        change = ChangeCodec.read(data);
      }
      return end;
    }
  }

  private void setRestAside(long end) throws IOException {
    Path rest = folder.resolve("state.log.rest");
    log.warn(
        "{}: cannot be read from byte {} on (a crash tears the last change); {} bytes moved to {}",
        path,
        end,
        channel.size() - end,
        rest.getFileName());
    try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(from.position(end));
        OutputStream out = fresh(rest)) {
      in.transferTo(out);
    }
    channel.truncate(end);
  }

  @Override
  public void append(byte[] changes) throws IOException {
    writeAll(channel, changes);
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void replace(Iterator<Change> changes) throws IOException {
    Path fresh = folder.resolve("state.log.new");
    try (OutputStream out = new BufferedOutputStream(fresh(fresh), 65_536)) {
      out.write(HEAD);
      while (changes.hasNext()) {
        out.write(ChangeCodec.encode(changes.next()));
      }
    }
    // The content must be on the disk before the name points to it, and the name before we go on.
    FileChannel next = FileChannel.open(fresh, StandardOpenOption.WRITE);
    try {
      next.force(true);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      next.position(next.size());
    } catch (IOException e) {
      next.close();
      throw e;
    }
    channel.close();
    channel = next;
    Durable.names(folder);
  }

  @Override
  public long size() {
    try {
      return channel.size();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /// A new file in place of one that may be there.
  private static OutputStream fresh(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Channels.newOutputStream(OwnerOnly.create(file));
  }

  /// Counts the bytes that were taken from a stream.
  private static final class Measured extends InputStream {
    private final InputStream in;
    private long position;

    Measured(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      position += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      position += Math.max(0, count);
      return count;
    }
  }
}
