package weir.resolver;

import java.util.random.RandomGenerator;

/// Unpredictable numbers in plenty: what keeps somebody from answering in a name server's place
/// (RFC 5452).
///
/// Draws from its source a block at a time, for a cryptographic source is slow for two octets.
final class Ids {

  private final RandomGenerator source;
  private final byte[] block = new byte[1024];
  private int next = block.length;

  Ids(RandomGenerator source) {
    this.source = source;
  }

  /// 0 to 65535.
  synchronized int next() {
    if (next == block.length) {
      source.nextBytes(block);
      next = 0;
    }
    int id = ((block[next] & 0xff) << 8) | (block[next + 1] & 0xff);
    next += 2;
    return id;
  }
}
