package weir.net;

import java.util.Arrays;
import java.util.List;

/// The prefixes of one family, sorted, and the address line cut into ranges with the longest prefix
/// over each.
///
/// IPv4 keeps one int an address, IPv6 two longs; the arrays of the other family are empty. The two
/// searches are written out, because this is the hottest look-up of large lists.
final class PrefixFamily {

  private static final int NONE = -1;

  private final boolean dotted;
  private final int[] low4;
  private final long[] high;
  private final long[] low;

  /// Which prefix owns the range that starts there; [#NONE] for the gaps between prefixes.
  private final int[] owner;

  private final int[] first4;
  private final long[] firstHigh;
  private final long[] firstLow;
  private final byte[] bits; // unsigned: 128 does not fit a signed octet

  private PrefixFamily(boolean dotted, List<IpPrefix> sorted) {
    this.dotted = dotted;
    int count = sorted.size();
    this.first4 = new int[dotted ? count : 0];
    this.firstHigh = new long[dotted ? 0 : count];
    this.firstLow = new long[dotted ? 0 : count];
    this.bits = new byte[count];
    for (int i = 0; i < count; i++) {
      IpPrefix prefix = sorted.get(i);
      bits[i] = (byte) prefix.bits();
      if (dotted) {
        first4[i] = prefix.first().v4Bits();
      } else {
        firstHigh[i] = prefix.first().high();
        firstLow[i] = prefix.first().low();
      }
    }
    Sweep sweep = new Sweep(sorted, dotted);
    int ranges = sweep.count;
    this.owner = Arrays.copyOf(sweep.owner, ranges);
    this.high = dotted ? new long[0] : Arrays.copyOf(sweep.high, ranges);
    this.low = dotted ? new long[0] : Arrays.copyOf(sweep.low, ranges);
    this.low4 = new int[dotted ? ranges : 0];
    for (int i = 0; i < low4.length; i++) {
      low4[i] = (int) sweep.low[i];
    }
  }

  static PrefixFamily v4(List<IpPrefix> sorted) {
    return new PrefixFamily(true, sorted);
  }

  static PrefixFamily v6(List<IpPrefix> sorted) {
    return new PrefixFamily(false, sorted);
  }

  int size() {
    return bits.length;
  }

  IpPrefix prefix(int index) {
    IpAddress first =
        dotted ? IpAddress.ofV4(first4[index]) : new IpAddress(firstHigh[index], firstLow[index]);
    return new IpPrefix(first, bits[index] & 255);
  }

  /// The index of the longest prefix over the address, or -1.
  int find(IpAddress address) {
    int range = dotted ? range4(address.v4Bits()) : range6(address.high(), address.low());
    return range < 0 ? NONE : owner[range];
  }

  /// The last range that starts at or below the address, or -1.
  private int range4(int address) {
    int from = 0;
    int to = low4.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (Integer.compareUnsigned(low4[middle], address) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }

  private int range6(long addressHigh, long addressLow) {
    int from = 0;
    int to = high.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(high[middle], addressHigh);
      if (order < 0 || (order == 0 && Long.compareUnsigned(low[middle], addressLow) <= 0)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }

  /// One pass over the sorted prefixes with a stack of those still open. At each border the
  /// innermost open prefix owns what follows.
  private static final class Sweep {

    private final List<IpPrefix> sorted;
    private final boolean dotted;
    private final long[] high;
    private final long[] low;
    private final int[] owner;
    private int count;

    private final int[] open = new int[129]; // prefixes nest at most once for each length
    private int depth;

    Sweep(List<IpPrefix> sorted, boolean dotted) {
      this.sorted = sorted;
      this.dotted = dotted;
      int most = 2 * sorted.size();
      high = new long[most];
      low = new long[most];
      owner = new int[most];
      for (int i = 0; i < sorted.size(); i++) {
        IpAddress first = sorted.get(i).first();
        closeBefore(first);
        border(first.high(), first.low(), i);
        open[depth++] = i;
      }
      closeAll();
    }

    private void closeBefore(IpAddress start) {
      while (depth > 0) {
        IpAddress last = sorted.get(open[depth - 1]).last();
        if (last.compareTo(start) >= 0) {
          return;
        }
        close(last);
      }
    }

    private void closeAll() {
      while (depth > 0) {
        close(sorted.get(open[depth - 1]).last());
      }
    }

    private void close(IpAddress last) {
      depth--;
      long nextLow = last.low() + 1;
      long nextHigh = last.high() + (nextLow == 0 ? 1 : 0);
      boolean endOfLine = nextHigh == 0 && nextLow == 0;
      boolean endOfV4 = dotted && last.v4Bits() == -1;
      if (!endOfLine && !endOfV4) {
        border(nextHigh, nextLow, depth == 0 ? NONE : open[depth - 1]);
      }
    }

    /// A later border at the same place replaces the earlier one: it belongs to a longer prefix, or
    /// closes a wider one.
    private void border(long atHigh, long atLow, int by) {
      if (count > 0 && high[count - 1] == atHigh && low[count - 1] == atLow) {
        owner[count - 1] = by;
        return;
      }
      high[count] = atHigh;
      low[count] = atLow;
      owner[count++] = by;
    }
  }
}
