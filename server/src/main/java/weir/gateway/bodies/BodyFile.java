package weir.gateway.bodies;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import weir.files.OwnerOnly;

/// The file of one message that has no room in memory. Whatever may block is done by the threads of
/// [Bodies], within its time.
final class BodyFile {
  private final Bodies room;
  private final Path path;
  private final FileChannel channel;
  private long size;

  private BodyFile(Bodies room, Path path, FileChannel channel) {
    this.room = room;
    this.path = path;
    this.channel = channel;
  }

  /// Makes the file. May block.
  static BodyFile make(Bodies room, Path path) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new BodyFile(room, path, FileChannel.open(path, options, OwnerOnly.FILE));
  }

  long size() {
    return size;
  }

  /// @param piece nobody else's from here on, should this fail: it may be written out late
  void append(byte[] piece, int length) throws IOException {
    if (!room.takeDisk(length)) {
      throw new Body.NoRoom();
    }
    size += length;
    ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
    room.write(() -> {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return bytes;
    });
  }

  /// @return how many octets there were from `at` on, at least one
  int read(long at, byte[] buffer) throws IOException {
    int n =
        room.read(() -> {
          int want = (int) Math.min(buffer.length, size - at);
          return channel.read(ByteBuffer.wrap(buffer, 0, want), at);
        });
    if (n <= 0) {
      throw new IOException("a message file is shorter than what was written to it");
    }
    return n;
  }

  /// Its room is free at once, whenever the disk lets go of it.
  void discard() {
    room.giveDisk(size);
    room.discard(this::remove);
  }

  /// Closes and deletes it. May block.
  boolean remove() throws IOException {
    channel.close();
    return Files.deleteIfExists(path);
  }
}
