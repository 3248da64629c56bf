package weir.agent.logs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The file in which a source keeps its position and what is open. It is replaced as a whole, so
/// after a crash it holds what was kept last, or what was kept before that.
final class KeptFile {
  private static final int MAGIC = 0x57454952; // WEIR
  private static final int OVERHEAD = 3 * Integer.BYTES;

  private final Path file;

  KeptFile(Path file) {
    this.file = file;
  }

  /// @return empty when nothing was kept
  /// @throws IOException when it cannot be read, or is not what was written
  Optional<Kept> read() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
    if (all.remaining() < OVERHEAD || all.getInt() != MAGIC) {
      throw new IOException(file + " is no file of a log's position");
    }
    int sum = all.getInt();
    byte[] body = new byte[all.remaining()];
    all.get(body);
    if (sum != sum(body)) {
      throw new IOException(file + " is damaged");
    }
    return Optional.of(KeptCodec.read(new DataInputStream(new ByteArrayInputStream(body))));
  }

  /// Returns when it is on the disk.
  void write(Kept kept) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    KeptCodec.write(kept, new DataOutputStream(body));
    ByteBuffer all = ByteBuffer.allocate(2 * Integer.BYTES + body.size());
    all.putInt(MAGIC).putInt(sum(body.toByteArray())).put(body.toByteArray()).flip();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (all.hasRemaining()) {
        channel.write(all);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /// Puts a damaged file aside.
  void setAside() throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".damaged"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static int sum(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return (int) sum.getValue();
  }
}
