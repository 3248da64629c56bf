package weir.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A stretch of the octets of a message, not copied.
public final class Stretch {
  private final byte[] octets;
  private final int from;
  private final int to;

  /// Whether lines end in CR: no LF is in the message, as old Macintoshes wrote it.
  private final boolean carriageReturns;

  private Stretch(byte[] octets, int from, int to, boolean carriageReturns) {
    this.octets = octets;
    this.from = from;
    this.to = to;
    this.carriageReturns = carriageReturns;
  }

  /// All of them.
  ///
  /// @param octets not copied: nobody may change them from now on
  public static Stretch of(byte[] octets) {
    boolean carriageReturns = false;
    for (byte octet : octets) {
      if (octet == '\n') {
        return new Stretch(octets, 0, octets.length, false);
      }
      carriageReturns |= octet == '\r';
    }
    return new Stretch(octets, 0, octets.length, carriageReturns);
  }

  /// A part of this one, by offsets in it.
  public Stretch part(int begin, int end) {
    if (begin < 0 || end < begin || end > size()) {
      throw new IndexOutOfBoundsException(begin + " to " + end + " of " + size());
    }
    return new Stretch(octets, from + begin, from + end, carriageReturns);
  }

  public int size() {
    return to - from;
  }

  /// @param at an offset in this stretch
  public byte octet(int at) {
    if (at < 0 || at >= size()) {
      throw new IndexOutOfBoundsException(at);
    }
    return octets[from + at];
  }

  /// A copy of at most so many octets.
  public byte[] copy(int limit) {
    return Arrays.copyOfRange(octets, from, from + Math.min(size(), Math.max(limit, 0)));
  }

  /// The octets as characters of the same numbers.
  public String latin1() {
    return new String(octets, from, size(), StandardCharsets.ISO_8859_1);
  }

  /// A walk over its lines.
  Lines lines() {
    return new Lines(this, carriageReturns ? '\r' : '\n');
  }
}
