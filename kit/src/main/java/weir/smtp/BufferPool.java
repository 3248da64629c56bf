package weir.smtp;

import java.util.ArrayDeque;

/// Large buffers, leased only while octets are in flight, so that ten thousand idle connections
/// cost nothing here.
///
/// Leases are not bounded by the pool: a connection holds at most one for each direction, and
/// connections are bounded. What the pool bounds is the number it keeps when nobody needs them;
/// more are left to the collector. Thread-safe.
public final class BufferPool {

  /// The smallest buffer a pool may hold: the longest line we read, an AUTH response (RFC 4954
  /// section 4), fits.
  public static final int SMALLEST = 16 * 1024;

  private final int size;
  private final int kept;
  private final ArrayDeque<byte[]> idle;
  private int leased;

  /// @param size octets of each buffer, at least [#SMALLEST]
  /// @param kept how many idle buffers are kept at most
  public BufferPool(int size, int kept) {
    if (size < SMALLEST) {
      throw new IllegalArgumentException("a pooled buffer has at least " + SMALLEST + " octets");
    }
    this.size = size;
    this.kept = kept;
    this.idle = new ArrayDeque<>(Math.min(kept, 64));
  }

  /// Octets of each buffer.
  public int size() {
    return size;
  }

  /// How many buffers are out now.
  public synchronized int leased() {
    return leased;
  }

  /// A buffer with any content; whoever leases it gives it back exactly once.
  public byte[] lease() {
    synchronized (this) {
      leased++;
      byte[] buffer = idle.pollLast();
      if (buffer != null) {
        return buffer;
      }
    }
    return new byte[size];
  }

  /// Gives a leased buffer back. The caller forgets it: the next one who leases it overwrites it.
  public synchronized void giveBack(byte[] buffer) {
    if (buffer.length != size || leased == 0) {
      throw new IllegalArgumentException("not a buffer of this pool");
    }
    leased--;
    if (idle.size() < kept) {
      idle.addLast(buffer);
    }
  }
}
