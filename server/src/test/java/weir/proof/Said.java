package weir.proof;

import java.util.List;

/// A reply as it came.
///
/// @param lines each with its code, without line end
record Said(List<String> lines) {

  /// Nothing more came: the server has closed.
  static final Said CLOSED = new Said(List.of());

  int code() {
    return lines.isEmpty() ? 0 : Integer.parseInt(lines.getFirst().substring(0, 3));
  }

  boolean isPositive() {
    return code() >= 200 && code() < 400;
  }

  /// Its code and its enhanced code, or that there is none.
  String kind() {
    return lines.isEmpty() ? "closed" : lines.getFirst().replaceFirst("^(\\S+( \\d\\S+)?).*", "$1");
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public String toString() {
    return lines.isEmpty() ? "(closed)" : text();
  }
}
