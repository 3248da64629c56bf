package weir.rehearsal;

import java.nio.file.Path;

/// The server did not do what the dialog says: where, what was expected, and all that was said.
public final class DialogFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String why;
  private final String conversation;

  DialogFailed(Path file, int line, String why, String conversation) {
    super(file + ":" + line + ": " + why + "\nSo far:\n" + conversation);
    this.line = line;
    this.why = why;
    this.conversation = conversation;
  }

  /// The number of the line that does not hold.
  public int line() {
    return line;
  }

  /// What was expected and what came.
  public String why() {
    return why;
  }

  /// All that was said until then.
  public String conversation() {
    return conversation;
  }
}
