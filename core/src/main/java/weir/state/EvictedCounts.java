package weir.state;

/// What is still known of counters that were evicted before their time: a fixed number of cells,
/// two of which a counter may stand in, known there by a hash of 64 bits.
///
/// When both are taken, the smallest count goes. So a flood harms in neither direction: a client
/// that floods the table to be forgotten finds its own count again, because the flood's counts are
/// smaller, and an innocent key never takes over somebody else's.
final class EvictedCounts {

  private static final int FEWEST = 256;
  private static final int MOST = 8_192;

  private final int mask;
  private final long[] hashes;
  private final long[] counts;
  private final long[] ends;

  /// @param bound keys of the stripe it serves
  EvictedCounts(int bound) {
    int cells = Integer.highestOneBit(Math.clamp(bound, FEWEST, MOST));
    mask = cells - 1;
    hashes = new long[cells];
    counts = new long[cells];
    ends = new long[cells];
  }

  /// @param end milliseconds: when the count is surely 0
  void keep(String key, long window, long count, long end, long now) {
    long hash = hash(key, window);
    int cell = find(hash);
    if (cell < 0) {
      cell = count(first(hash), now) <= count(second(hash), now) ? first(hash) : second(hash);
    }
    if (count >= count(cell, now)) {
      hashes[cell] = hash;
      counts[cell] = count;
      ends[cell] = end;
    }
  }

  /// The cell in which the counter stands, to be asked by [#count] and [#end]; negative for none.
  int find(String key, long window) {
    return find(hash(key, window));
  }

  /// 0 when what the cell knew is over.
  long count(int cell, long now) {
    return ends[cell] <= now ? 0 : counts[cell];
  }

  long end(int cell) {
    return ends[cell];
  }

  private int find(long hash) {
    if (hashes[first(hash)] == hash) {
      return first(hash);
    }
    return hashes[second(hash)] == hash ? second(hash) : -1;
  }

  private int first(long hash) {
    return (int) hash & mask;
  }

  private int second(long hash) {
    return (int) (hash >>> 32) & mask;
  }

  private static long hash(String key, long window) {
    long h = key.hashCode() * 0x9E3779B97F4A7C15L + window;
    for (int i = 0; i < key.length(); i += 3) {
      h = (h ^ key.charAt(i)) * 0x100000001B3L;
    }
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }
}
