package weir.agent.logs;

/// Numbers of the lines of a source: octets since the last gap, and above them the gaps. So a line
/// has the same number whenever it is read again from a position that was kept, and behind a gap,
/// whose length nobody knows, every number is new.
final class Marks {
  /// 16 TiB between two gaps, and half a million gaps.
  private static final int OCTET_BITS = 44;

  private Marks() {}

  /// The first number that no line before can have had.
  static long behindGap(long mark) {
    return ((mark >> OCTET_BITS) + 1) << OCTET_BITS;
  }
}
