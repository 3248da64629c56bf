package weir.enforcement.linux;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.enforcement.Step;

/// One thing that is stopped beside a user's login.
interface Beside {
  /// Whether it goes on, or was stopped by half.
  boolean isToDo(LinuxUser user) throws IOException, InterruptedException;

  /// Whether it is stopped, and was not so before; or was let go by half.
  boolean isToUndo(LinuxUser user, Former former) throws IOException, InterruptedException;

  /// What stops it.
  ///
  /// @throws IOException with a sentence for the operator where it cannot be stopped
  List<Step> put(LinuxUser user) throws IOException, InterruptedException;

  /// What makes it as it was before.
  List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException;

  /// What somebody else has changed meanwhile, so that it stays; for people.
  default Optional<String> left(LinuxUser user) throws IOException, InterruptedException {
    return Optional.empty();
  }
}
