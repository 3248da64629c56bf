package weir.passages;

/// What subjects have in common.
final class Subjects {
  private static final int MOST = 120;

  private Subjects() {}

  /// A subject without what changes from message to message: numbers become `#`.
  static String shape(String subject) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < subject.length() && shape.length() < MOST; i++) {
      char each = subject.charAt(i);
      if (!Character.isDigit(each)) {
        shape.append(each);
      } else if (shape.isEmpty() || shape.charAt(shape.length() - 1) != '#') {
        shape.append('#');
      }
    }
    return shape.toString().strip();
  }
}
