package weir.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The records of a Postfix queue file, one after the other: a type, a length in groups of seven
/// bits, the least first, and so many octets. A pointer record leads on to another place; Milters
/// leave them behind.
final class PostfixRecords {
  /// Octets of a record; Postfix itself writes lines of `line_length_limit`, 2048 as shipped.
  static final int LONGEST = 1 << 24;

  /// Octets of an address or attribute that are kept.
  private static final int TEXT = 4_096;

  private static final int MOST_SHIFT = 28;

  private final FileWindow octets;
  private long place;

  /// Octets of records so far. In a file of Postfix each stands on the way once, so more than the
  /// file has means that pointers lead in a circle.
  private long passed;

  private char type;
  private long payload;
  private int length;

  PostfixRecords(FileWindow octets, long place) {
    this.octets = octets;
    this.place = place;
  }

  /// Goes to the next record, behind pointers; false at the end of the file.
  boolean next() throws IOException, BrokenFile {
    while (record()) {
      if (type != 'p') {
        return true;
      }
      long to = target();
      if (to > 0) { // 0 is room for a pointer that may come
        place = to;
      }
    }
    return false;
  }

  private boolean record() throws IOException, BrokenFile {
    long start = place;
    int first = octets.at(place++);
    if (first < 0) {
      return false;
    }
    if (first <= ' ' || first > '~') {
      throw new BrokenFile("octet %d at %d is no type of a record".formatted(first, start));
    }
    type = (char) first;
    length = readLength();
    payload = place;
    place += length;
    if (place > octets.size()) {
      throw new BrokenFile("the record at %d ends behind the file".formatted(start));
    }
    passed += place - start;
    if (passed > octets.size()) {
      throw new BrokenFile("pointers lead in a circle");
    }
    return true;
  }

  private int readLength() throws IOException, BrokenFile {
    long sum = 0;
    for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
      int octet = octets.at(place++);
      if (octet < 0) {
        throw new BrokenFile("the file ends within a length");
      }
      sum |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        if (sum > LONGEST) {
          break;
        }
        return (int) sum;
      }
    }
    throw new BrokenFile("a record is longer than " + LONGEST + " octets");
  }

  private long target() throws IOException, BrokenFile {
    try {
      long to = Long.parseLong(text().strip());
      if (to >= 0 && to < octets.size()) {
        return to;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new BrokenFile("a pointer leads out of the file");
  }

  char type() {
    return type;
  }

  /// Where the next record begins.
  long place() {
    return place;
  }

  int length() {
    return length;
  }

  /// The octets of the record.
  int copy(int from, byte[] into, int at, int most) throws IOException {
    return octets.copy(payload + from, into, at, Math.min(most, length - from));
  }

  /// The record as text; a long one is cut.
  String text() throws IOException {
    byte[] text = new byte[Math.min(length, TEXT)];
    int read = copy(0, text, 0, text.length);
    return new String(text, 0, read, StandardCharsets.UTF_8);
  }
}
