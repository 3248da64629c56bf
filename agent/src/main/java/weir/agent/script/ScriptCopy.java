package weir.agent.script;

import java.time.Instant;

/// What a script was when it was looked at. Its beginning is as it was while its process waited; of
/// one that is longer than [#KEPT], the rest was read a moment later.
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

  /// Octets of a script that are read; a larger one is a program, and no evidence of a few lines.
  public static final long LONGEST = 1024L * 1024;
}
