package weir.testkit.peers;

/// What came of a program that has ended.
///
/// @param exit its exit status
/// @param output everything it wrote, to standard output and standard error, in order
public record Ran(int exit, String output) {

  /// This, if the program was content.
  ///
  /// @throws AssertionError with all it said, if not
  public Ran orFail() {
    if (exit != 0) {
      throw new AssertionError("exit " + exit + ": " + output);
    }
    return this;
  }
}
