package weir.hostrules;

/// Splitting as tcp_wrappers does it: what stands in brackets is an IPv6 address and is not split.
final class Brackets {
  private Brackets() {}

  /// Where the separator stands outside of brackets, or -1. Brackets are only counted, as in the
  /// original: behind a lone `]` nothing is found any more.
  static int indexOf(String text, char separator, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == separator && depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
