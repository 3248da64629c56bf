package weir.hostrules;

/// What is to be said of a line of a rules file.
///
/// @param file as whoever read it called it
/// @param line from 1
/// @param kind how bad it is
/// @param text a sentence for the one who wrote the file
public record Remark(String file, int line, Kind kind, String text) {

  public enum Kind {
    /// The original does not take the file, or refuses every client that comes to this line.
    MISTAKE,
    /// The original passes over it without a word, or it can never win.
    WITHOUT_EFFECT,
    /// It works, and something about it should be known.
    NOTE
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + text;
  }
}
