package weir.segments;

/// Postings: that a row has a term, as one number. In the order of these numbers the rows of a term
/// stand together, the oldest first.
///
/// A term is known by 39 bits of its hash, above 24 bits of the row. Two terms with the same hash
/// are not told apart: a posting says where to look, and the entry itself whether it is the one.
final class Postings {

  private static final int ROW_BITS = 24;

  /// No segment has more rows; [JournalSettings#segmentEntries] keeps far below.
  static final long LAST_ROW = (1L << ROW_BITS) - 1;

  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Postings() {}

  /// The posting of a term at row 0, which no segment has: below all others of the term. It is
  /// written into files: the hash must never change.
  static long of(String term) {
    long hash = FNV_START;
    for (int i = 0; i < term.length(); i++) {
      hash = (hash ^ term.charAt(i)) * FNV_PRIME;
    }
    // The last step of MurmurHash3: FNV leaves its upper bits alike for terms that end differently.
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (hash ^ (hash >>> 33)) >>> (ROW_BITS + 1) << ROW_BITS;
  }

  /// @param term as [#of] gives it
  static long at(long term, long row) {
    return term | row;
  }

  static long row(long posting) {
    return posting & LAST_ROW;
  }
}
