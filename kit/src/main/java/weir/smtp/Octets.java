package weir.smtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Searches eight octets at a time: each message passes through them once in and once out.
final class Octets {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private Octets() {}

  /// Eight octets, the first one lowest.
  static long eightAt(byte[] octets, int from) {
    return (long) LONGS.get(octets, from);
  }

  /// Marks octets below `bound` (at most 128). The lowest mark is exact; marks above it may be
  /// false.
  static long below(int bound, long eight) {
    return (eight - ONES * bound) & ~eight & HIGHS;
  }

  /// The index of the lowest mark, 0 to 7.
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  static boolean anyHigh(long octets) {
    return (octets & HIGHS) != 0;
  }

  /// The index of the first `wanted` in `octets[from, end)`, or -1.
  static int find(byte wanted, byte[] octets, int from, int end) {
    long pattern = ONES * (wanted & 0xff);
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long marks = below(1, eightAt(octets, i) ^ pattern);
      if (marks != 0) {
        return i + first(marks);
      }
    }
    for (; i < end; i++) {
      if (octets[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
