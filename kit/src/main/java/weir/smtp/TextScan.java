package weir.smtp;

/// Finds in the text of a message the octets that could matter, and notes whether any was above
/// 127.
///
/// Eight are tested at once for one below 14: NUL, LF, CR and a few that do not matter.
final class TextScan {

  private static final int SPECIAL = 14;

  private boolean eightBit;

  /// Whether an octet above 127 was passed over.
  boolean eightBit() {
    return eightBit;
  }

  /// The index of the next octet below [#SPECIAL], or `end`. Only octets before it count as seen.
  int nextSpecial(byte[] octets, int from, int end) {
    long seen = 0;
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long eight = Octets.eightAt(octets, i);
      long marks = Octets.below(SPECIAL, eight);
      if (marks != 0) {
        int index = Octets.first(marks);
        eightBit |= Octets.anyHigh(seen | (eight & ((1L << (8 * index)) - 1)));
        return i + index;
      }
      seen |= eight;
    }
    for (; i < end && (octets[i] < 0 || octets[i] >= SPECIAL); i++) {
      seen |= octets[i];
    }
    eightBit |= Octets.anyHigh(seen);
    return i;
  }
}
