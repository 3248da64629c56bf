package weir.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// One thing that is kept of an incident.
///
/// @param name as the bundle has it, such as `samples/mx1-4Fz8k2.eml`; of letters, digits and
///   `/._-`
/// @param at when it was taken
/// @param by who took it
/// @param octets not to be changed
/// @param size of the whole of which these octets are the beginning
record Piece(String incident, String name, Instant at, String by, byte[] octets, long size) {
  /// The folder of samples in the bundle.
  static final String SAMPLES = "samples/";

  /// The folder of scripts in the bundle.
  static final String SCRIPTS = "scripts/";

  /// Whether it is a copy of a script.
  boolean isScript() {
    return name.startsWith(SCRIPTS);
  }

  /// Whether it is the beginning of a message.
  boolean isSample() {
    return name.startsWith(SAMPLES);
  }

  /// Of the octets that are kept.
  String sha256() {
    return sha256(octets);
  }

  static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /// Ids are what strangers' servers said: nothing of them may lead out of a folder.
  static String safe(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9_-]", "_");
    return safe.substring(0, Math.min(60, safe.length()));
  }
}
