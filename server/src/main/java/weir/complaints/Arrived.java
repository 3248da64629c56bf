package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A message that has come to its end, and is not kept yet.
///
/// @param digest of the whole message: what is the same message is known by it
/// @param size of the whole message
/// @param octets the first [#MOST_OCTETS] of it
record Arrived(byte[] digest, long size, byte[] octets) {
  /// Octets of a message that are read and kept; what is behind them is counted only.
  static final int MOST_OCTETS = 4 * 1024 * 1024;

  /// @throws IOException when it cannot be read to its end
  static Arrived read(InputStream message) throws IOException {
    MessageDigest digest = sha256();
    DigestInputStream in = new DigestInputStream(message, digest);
    byte[] octets = in.readNBytes(MOST_OCTETS);
    long size = octets.length + in.transferTo(OutputStream.nullOutputStream());
    return new Arrived(digest.digest(), size, octets);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
