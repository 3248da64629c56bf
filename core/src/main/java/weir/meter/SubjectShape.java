package weir.meter;

import weir.mime.Field;

/// What subjects of one template have in common.
public final class SubjectShape {
  private static final int MOST = 120;

  private SubjectShape() {}

  /// A subject as it reads, without what changes from message to message: numbers become `#`.
  ///
  /// @param written undecoded
  public static String of(String written) {
    String subject = new Field("Subject", written).text();
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
