package weir.enforcement.linux;

import java.io.IOException;
import java.util.List;
import weir.enforcement.Step;

/// Puts a user's crontab aside, and back. It is moved, so that owner and permissions stay.
///
/// @param crontabs the folder that cron reads
/// @param aside the folder where it is kept meanwhile
record Crontab(AsRoot root, String crontabs, String aside) {
  private String place(LinuxUser user) {
    return crontabs + "/" + user.name();
  }

  private String kept(LinuxUser user) {
    return aside + "/" + user.name();
  }

  private boolean isAside(LinuxUser user) throws IOException, InterruptedException {
    return root.isThere(kept(user));
  }

  /// Whether there is one, and none is kept. One that came after ours was put aside is somebody's
  /// own.
  boolean isToDo(LinuxUser user) throws IOException, InterruptedException {
    return !isAside(user) && root.isThere(place(user));
  }

  /// Whether one is kept, and nobody has made a new one.
  boolean isToPutBack(LinuxUser user) throws IOException, InterruptedException {
    return isAside(user) && !root.isThere(place(user));
  }

  List<Step> putAside(LinuxUser user) throws IOException, InterruptedException {
    if (isReplaced(user)) {
      throw new IOException(
          "%s and %s are both there; look which one is right, and take the second one away"
              .formatted(place(user), kept(user)));
    }
    return isToDo(user)
        ? List.of(
            root.step("install", "-d", "-m", "700", aside),
            root.step("mv", "-n", "--", place(user), kept(user)))
        : List.of();
  }

  List<Step> putBack(LinuxUser user) throws IOException, InterruptedException {
    return isToPutBack(user)
        ? List.of(root.step("mv", "-n", "--", kept(user), place(user)))
        : List.of();
  }

  /// Whether a new one keeps the old one from coming back: that one stays, and the old one where it
  /// is kept.
  boolean isReplaced(LinuxUser user) throws IOException, InterruptedException {
    return isAside(user) && root.isThere(place(user));
  }
}
