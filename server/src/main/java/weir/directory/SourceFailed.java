package weir.directory;

/// A source could not be read, or what it says cannot be right as a whole. The message is a
/// sentence for the operator.
final class SourceFailed extends Exception {
  private static final long serialVersionUID = 1L;

  SourceFailed(String why) {
    super(why);
  }
}
