package weir.queue;

/// A queue file is not what its server writes.
final class BrokenFile extends Exception {
  private static final long serialVersionUID = 1;

  BrokenFile(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
