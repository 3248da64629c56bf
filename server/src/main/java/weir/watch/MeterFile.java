package weir.watch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import weir.files.Durable;
import weir.meter.Meters;

/// The file in which meters wait for the next start: a head, the meters, and a checksum of both.
public final class MeterFile {
  static final String FILE = "meters.bin";

  /// "WeiM"
  private static final int HEAD = 0x5765694d;

  private static final int BUFFER = 65_536;

  private final Path file;

  /// @param folder of the server
  public MeterFile(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /// When it was written last; empty where there is none.
  public Optional<Instant> written() throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.getLastModifiedTime(file).toInstant())
        : Optional.empty();
  }

  /// Replaces the file.
  ///
  /// @param next number of the first passage that is not counted in it
  public void write(Meters meters, long next) throws IOException {
    Durable.replace(
        file,
        out -> {
          CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
          DataOutputStream data = new DataOutputStream(checked);
          data.writeInt(HEAD);
          data.writeLong(next);
          meters.write(data);
          data.writeLong(checked.getChecksum().getValue());
          data.flush();
        });
  }

  /// Reads the file into the meters.
  ///
  /// @return the number of the first passage that is not counted in it; 1 where there is no file
  /// @throws IOException when it cannot be read, is damaged or of another format; then nothing has
  ///   changed
  public long read(Meters meters) throws IOException {
    if (!Files.exists(file)) {
      return 1;
    }
    check();
    try (DataInputStream data = in()) {
      if (data.readInt() != HEAD) {
        throw new IOException(file + " is no file of meters");
      }
      long next = data.readLong();
      meters.read(data);
      return next;
    }
  }

  private void check() throws IOException {
    CRC32 sum = new CRC32();
    try (DataInputStream data = in()) {
      byte[] piece = new byte[BUFFER];
      for (long left = Files.size(file) - Long.BYTES; left > 0; ) {
        int read = data.readNBytes(piece, 0, (int) Math.min(left, piece.length));
        if (read == 0) {
          break;
        }
        sum.update(piece, 0, read);
        left -= read;
      }
      if (data.readLong() != sum.getValue()) {
        throw new IOException(file + " is damaged");
      }
    }
  }

  private DataInputStream in() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }
}
