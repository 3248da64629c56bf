package weir.wire;

/// Bytes that came while nobody wanted to read them. Bounded at [#MOST]; what the peer sends beyond
/// stays with the kernel, which slows the peer down.
final class Pushback {

  static final int MOST = 4096;

  private static final int FIRST = 64;
  private static final byte[] NONE = new byte[0];

  private byte[] kept = NONE;
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  boolean full() {
    return size() >= MOST;
  }

  /// Makes room for at least one more byte and returns the array to fill from [#end] on.
  byte[] room() {
    if (to == kept.length) {
      int size = size();
      byte[] roomier = new byte[Math.clamp(size * 4L, FIRST, MOST)];
      System.arraycopy(kept, from, roomier, 0, size);
      kept = roomier;
      from = 0;
      to = size;
    }
    return kept;
  }

  int end() {
    return to;
  }

  int roomLeft() {
    return kept.length - to;
  }

  void filled(int bytes) {
    to += bytes;
  }

  int take(byte[] target, int offset, int length) {
    int taken = Math.min(size(), length);
    System.arraycopy(kept, from, target, offset, taken);
    from += taken;
    if (from == to) {
      clear();
    }
    return taken;
  }

  void clear() {
    kept = NONE;
    from = 0;
    to = 0;
  }
}
