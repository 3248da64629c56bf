package weir.agent.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A script that was opened while its process waits: its beginning is read then, and a long one's
/// rest later. It is the same file then, whatever became of its name. For one thread at a time.
final class OpenScript implements AutoCloseable {
  /// Octets that are read while its process waits, about: most scripts are shorter.
  static final int AT_ONCE = ScriptCopy.KEPT;

  private final Path real;
  private final Unlinked.Is is;
  private final SeekableByteChannel in;
  private final MessageDigest digest;
  private final byte[] beginning = new byte[ScriptCopy.KEPT];
  private Optional<ScriptCopy> all = Optional.empty();
  private long size;

  private OpenScript(Path real, Unlinked.Is is, SeekableByteChannel in) {
    this.real = real;
    this.is = is;
    this.in = in;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Which file a process runs is its own word, as a rule, so what only its owner may read is read
  /// only where that is the process's own user.
  ///
  /// @param path absolute; links on the way are resolved first, and none may be there any more then
  /// @param uid of the process
  /// @return empty where it is not to be read as long as it is what it is: somebody else's, or too
  ///   long for a script
  /// @throws IOException where it cannot be read now
  static Optional<OpenScript> open(Path path, long uid) throws IOException {
    Path real = path.toRealPath();
    try (Unlinked file = Unlinked.open(real)) {
      Unlinked.Is is = file.is();
      boolean mayBeRead = is.uid() == uid || is.isForAll();
      return mayBeRead && is.size() <= ScriptCopy.LONGEST
          ? Optional.of(new OpenScript(real, is, file.read()))
          : Optional.empty();
    }
  }

  /// Without links.
  String path() {
    return real.toString();
  }

  /// Reads what is read at once.
  ///
  /// @return the copy; empty of a longer one
  Optional<ScriptCopy> beginning() throws IOException {
    if (isAllWithin(AT_ONCE)) {
      all = Optional.of(copy());
    }
    return all;
  }

  /// Reads the rest.
  ///
  /// @throws IOException where it has grown meanwhile beyond what a script may have
  ScriptCopy whole() throws IOException {
    if (all.isEmpty()) {
      if (!isAllWithin(ScriptCopy.LONGEST)) {
        throw new IOException(real + " has grown too long for a script");
      }
      all = Optional.of(copy());
    }
    return all.get();
  }

  private boolean isAllWithin(long most) throws IOException {
    ByteBuffer some = ByteBuffer.allocate(ScriptCopy.KEPT);
    while (size <= most) {
      if (in.read(some.clear()) <= 0) {
        return true;
      }
      some.flip();
      if (size < beginning.length) {
        int more = (int) Math.min(some.remaining(), beginning.length - size);
        some.get(0, beginning, (int) size, more);
      }
      size += some.remaining();
      digest.update(some);
    }
    return false;
  }

  private ScriptCopy copy() {
    return new ScriptCopy(
        path(),
        HexFormat.of().formatHex(digest.digest()),
        size,
        is.modified(),
        is.uid(),
        Integer.toOctalString(is.mode()),
        Arrays.copyOf(beginning, (int) Math.min(size, beginning.length)));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
