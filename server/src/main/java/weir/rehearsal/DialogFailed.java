package weir.rehearsal;

import java.nio.file.Path;

/// The server did not do what the dialog says: where, what was expected, and all that was said.
public final class DialogFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DialogFailed(Path file, int line, String why, String conversation) {
    super(file + ":" + line + ": " + why + "\nSo far:\n" + conversation);
  }
}
