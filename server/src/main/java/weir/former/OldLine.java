package weir.former;

/// A line of an old file, as it stands there.
///
/// @param file the file's name as the operator knows it
/// @param number from 1
public record OldLine(String file, int number, String text) {

  /// Where it stands, as `badmailfrom:3`.
  public String place() {
    return file + ":" + number;
  }

  /// Without the blanks at its end.
  public String stripped() {
    return text.stripTrailing();
  }

  /// Whether nothing is on it, or a comment as most of the old programs write them.
  public boolean saysNothing() {
    String said = text.strip();
    return said.isEmpty() || said.startsWith("#");
  }
}
