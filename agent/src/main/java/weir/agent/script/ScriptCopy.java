package weir.agent.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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
/// @param owner his name, or his number where he has none
/// @param mode as `rw-r--r--`
/// @param beginning the first octets of it
@SuppressWarnings("ArrayRecordComponent") // evidence, compared by its digest
public record ScriptCopy(
    String path,
    String digest,
    long size,
    Instant modified,
    String owner,
    String mode,
    byte[] beginning) {
  /// Octets of a script that are kept.
  public static final int KEPT = 64 * 1024;

  /// Octets of a script that are read; a larger one is a program, and no evidence of a few lines.
  public static final long LONGEST = 16L * 1024 * 1024;

  /// Reads a script. What only its owner may read is read only where a customer is that owner: a
  /// link in a customer's folder must not lead to somebody else's secrets.
  ///
  /// @param path absolute; links on the way are resolved first, and none may be there any more then
  /// @param isCustomers whether an owner's files are customers' own
  /// @throws IOException where it cannot be read, or is not to be
  public static ScriptCopy of(Path path, Owners isCustomers) throws IOException {
    Path real = path.toRealPath();
    try (Unlinked file = Unlinked.open(real)) {
      PosixFileAttributes is = file.attributes();
      if (!is.permissions().contains(PosixFilePermission.OTHERS_READ)
          && !isCustomers.owns(is.owner().getName())) {
        throw new IOException(real + ": neither a customer's nor for everybody to read");
      }
      if (is.size() > LONGEST) {
        throw new IOException("%s: %,d octets, too long for a script".formatted(real, is.size()));
      }
      return read(real, file, is);
    }
  }

  /// Whose files are customers' own.
  @FunctionalInterface
  public interface Owners {
    /// @param owner his name, or his number where he has none
    boolean owns(String owner);
  }

  private static ScriptCopy read(Path real, Unlinked file, PosixFileAttributes is)
      throws IOException {
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
          is.lastModifiedTime().toInstant(),
          is.owner().getName(),
          PosixFilePermissions.toString(is.permissions()),
          Arrays.copyOf(beginning, kept));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
