package weir.directory;

import java.util.List;
import java.util.Optional;

/// Uids from one to another, both included.
record UidRange(long first, long last) {

  /// Reads `1000-59999` or `1000`.
  static Optional<UidRange> parse(String text) {
    String[] ends = text.strip().split("-", 2);
    try {
      long first = Long.parseUnsignedLong(ends[0].strip());
      long last = ends.length == 1 ? first : Long.parseUnsignedLong(ends[1].strip());
      return first >= 0 && first <= last
          ? Optional.of(new UidRange(first, last))
          : Optional.empty();
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  static List<UidRange> all(List<String> texts) {
    return texts.stream().flatMap(text -> parse(text).stream()).toList();
  }

  static boolean anyHas(List<UidRange> ranges, long uid) {
    return ranges.stream().anyMatch(range -> range.first <= uid && uid <= range.last);
  }
}
