package weir.config;

/// A place in a configuration file.
///
/// @param file as it was named on the command line
/// @param line counted from 1; 0 when the mistake is about the file as a whole
/// @param column counted from 1; 0 with line 0
public record Position(String file, int line, int column) {
  /// `file:line:column`, which editors and terminals turn into a link; `file` alone when the line
  /// is 0.
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
