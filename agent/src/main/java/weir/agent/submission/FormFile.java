package weir.agent.submission;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import weir.agent.script.Unlinked;

/// The file of a form that was named. Which script it runs is a process's own word; the owner of a
/// file is not.
final class FormFile {
  private static final long ROOT = 0;

  private FormFile() {}

  /// Whether it is there and a user's own, or root's: another customer's it is not that he runs.
  ///
  /// @param path links on the way are resolved first
  static boolean mayBe(String path, long uid) {
    try (Unlinked file = Unlinked.open(Path.of(path).toRealPath())) {
      Unlinked.Is is = file.is();
      return is.isRegular() && (is.uid() == uid || is.uid() == ROOT);
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }
}
