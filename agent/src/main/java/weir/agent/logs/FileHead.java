package weir.agent.logs;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The first octets of a log, by which it is known again under another name, in another file, and
/// unpacked from a compressed one. Its first line has a time, so two logs do not begin alike.
///
/// @param length how many octets it is of, at most [#MOST]; 0 of a file that was still empty, which
///   says nothing
/// @param digest of these octets, in hexadecimal
record FileHead(int length, String digest) {
  /// More would not tell logs apart better: some lines with their times.
  static final int MOST = 1024;

  static final FileHead EMPTY = of(new byte[0]);

  static FileHead of(byte[] first) {
    byte[] head = Arrays.copyOf(first, Math.min(first.length, MOST));
    byte[] digest = sha256().digest(head);
    return new FileHead(head.length, HexFormat.of().formatHex(digest, 0, 16));
  }

  /// Reads no more of a log than its head.
  static FileHead of(InputStream log) throws IOException {
    return of(log.readNBytes(MOST));
  }

  /// Whether a log that begins with these octets is the one that this is the head of. A head of
  /// nothing is nobody's.
  boolean isOf(byte[] first) {
    return length > 0
        && first.length >= length
        && of(Arrays.copyOf(first, length)).digest.equals(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
