package weir.mime;

/// A walk over the lines of a stretch. A line has its offsets in the stretch; CRs before its LF
/// belong to the line end, however many a broken gateway put there.
final class Lines {
  private final Stretch stretch;
  private final char lineEnd;
  private int start;
  private int end;
  private int next;

  Lines(Stretch stretch, char lineEnd) {
    this.stretch = stretch;
    this.lineEnd = lineEnd;
  }

  /// Steps to the next line.
  ///
  /// @return whether there is one
  boolean step() {
    if (next >= stretch.size()) {
      return false;
    }
    start = next;
    int at = start;
    while (at < stretch.size() && stretch.octet(at) != lineEnd) {
      at++;
    }
    next = Math.min(at + 1, stretch.size());
    while (at > start && stretch.octet(at - 1) == '\r') {
      at--;
    }
    end = at;
    return true;
  }

  /// Where the line begins.
  int start() {
    return start;
  }

  /// Where its text ends, before the line end.
  int end() {
    return end;
  }

  /// Where the next line begins.
  int next() {
    return next;
  }

  boolean isEmpty() {
    return end == start;
  }

  boolean beginsWithBlank() {
    return !isEmpty() && isBlank(stretch.octet(start));
  }

  /// The text as characters of the same numbers as its octets.
  String latin1() {
    return stretch.part(start, end).latin1();
  }

  boolean beginsWith(String ascii) {
    if (end - start < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (stretch.octet(start + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }
}
