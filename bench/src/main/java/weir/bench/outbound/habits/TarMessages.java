package weir.bench.outbound.habits;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/// The messages of an archive as the corpora have it, `messages.tar.zst`: names of at most 100
/// characters and no links. The program `zstd` unpacks it.
public final class TarMessages {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 12;

  private TarMessages() {}

  /// @param most octets of each message that are read
  /// @param taker of the name of each message and of how it begins
  public static void read(Path archive, int most, BiConsumer<String, byte[]> taker)
      throws IOException {
    Process zstd =
        new ProcessBuilder("zstd", "-dc", archive.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream in = zstd.getInputStream()) {
      read(in, most, taker);
    } finally {
      zstd.destroy();
    }
  }

  static void read(InputStream from, int most, BiConsumer<String, byte[]> taker)
      throws IOException {
    DataInputStream in = new DataInputStream(from);
    byte[] block = new byte[BLOCK];
    try {
      in.readFully(block);
      while (block[0] != 0) {
        String name = text(block, 0, NAME);
        long size = Long.parseLong(text(block, SIZE_AT, SIZE_DIGITS), 8);
        byte[] head = in.readNBytes((int) Math.min(most, size));
        in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK - head.length);
        if (size > 0) {
          taker.accept(name, head);
        }
        in.readFully(block);
      }
    } catch (EOFException e) {
      throw new IOException("the archive ends within a message", e);
    }
  }

  private static String text(byte[] block, int at, int length) {
    String text = new String(block, at, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(0);
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
