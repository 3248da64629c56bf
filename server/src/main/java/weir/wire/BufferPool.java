package weir.wire;

import java.util.ArrayDeque;

/// Buffers of one size for bytes in flight. Holds a bounded number of free ones; more than that are
/// left to the garbage collector, and an empty pool makes a new one: it never blocks and never
/// refuses, since the number of connections is bounded elsewhere.
final class BufferPool {

  /// Large enough for one TLS record with all its overhead (RFC 8446 section 5.2, RFC 5246 section
  /// 6.2.3: 2^14 + 2048 + 5 bytes).
  static final int SIZE = (1 << 14) + 2048 + 5;

  private static final int FREE_AT_MOST = 64;

  private final ArrayDeque<byte[]> free = new ArrayDeque<>(FREE_AT_MOST);

  byte[] lease() {
    synchronized (free) {
      byte[] buffer = free.pollLast();
      if (buffer != null) {
        return buffer;
      }
    }
    return new byte[SIZE];
  }

  void giveBack(byte[] buffer) {
    synchronized (free) {
      if (free.size() < FREE_AT_MOST) {
        free.addLast(buffer);
      }
    }
  }
}
