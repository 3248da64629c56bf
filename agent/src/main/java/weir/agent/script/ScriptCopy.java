package weir.agent.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// What a script was when it was looked at.
///
/// @param path without links
/// @param digest SHA-256 in hexadecimal, of all of it
/// @param size in octets
/// @param owner his number
/// @param mode as octal digits, such as `644`
/// @param beginning the first octets of it
@SuppressWarnings("ArrayRecordComponent") // evidence, compared by its digest
public record ScriptCopy(
    String path,
    String digest,
    long size,
    Instant modified,
    long owner,
    String mode,
    byte[] beginning) {
  /// Octets of a script that are kept.
  public static final int KEPT = 64 * 1024;

  /// Octets of a script that are read, while its process waits; a larger one is a program, and no
  /// evidence of a few lines.
  public static final long LONGEST = 1024L * 1024;

  /// Reads a script. Which file a process runs is its own word, as a rule, so what only its owner
  /// may read is read only where that is the process's own user.
  ///
  /// @param path absolute; links on the way are resolved first, and none may be there any more then
  /// @param uid of the process
  /// @throws IOException where it cannot be read, or is not to be
  public static ScriptCopy of(Path path, long uid) throws IOException {
    Path real = path.toRealPath();
    try (Unlinked file = Unlinked.open(real)) {
      Unlinked.Is is = file.is();
      if (is.uid() != uid && !is.isForAll()) {
        throw new IOException(real + ": neither its user's own nor for everybody to read");
      }
      if (is.size() > LONGEST) {
        throw new IOException("%s: %,d octets, too long for a script".formatted(real, is.size()));
      }
      return read(real, file, is);
    }
  }

  private static ScriptCopy read(Path real, Unlinked file, Unlinked.Is is) throws IOException {
    try (SeekableByteChannel in = file.read()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] beginning = new byte[KEPT];
      int kept = 0;
      long size = 0;
      ByteBuffer some = ByteBuffer.allocate(KEPT);
      while (size <= LONGEST && in.read(some.clear()) > 0) {
        some.flip();
        int more = Math.min(some.remaining(), KEPT - kept);
        some.get(0, beginning, kept, more);
        kept += more;
        size += some.remaining();
        digest.update(some);
      }
      return new ScriptCopy(
          real.toString(),
          HexFormat.of().formatHex(digest.digest()),
          size,
          is.modified(),
          is.uid(),
          Integer.toOctalString(is.mode()),
          Arrays.copyOf(beginning, kept));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
