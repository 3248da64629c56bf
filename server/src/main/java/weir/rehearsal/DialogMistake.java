package weir.rehearsal;

import java.nio.file.Path;

/// A line of a dialog file that is not understood: `file:line: why`.
public final class DialogMistake extends Exception {
  private static final long serialVersionUID = 1L;

  DialogMistake(Path file, int line, String why) {
    super(file + ":" + line + ": " + why);
  }
}
