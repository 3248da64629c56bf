package weir.enforcement.linux;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.enforcement.Step;

/// Puts a user's crontab aside, and back. It is moved, so that owner and permissions stay.
///
/// @param crontabs the folder that cron reads
/// @param aside the folder where it is kept meanwhile
record Crontab(AsRoot root, String crontabs, String aside) implements Beside {
  private String place(LinuxUser user) {
    return crontabs + "/" + user.name();
  }

  private String kept(LinuxUser user) {
    return aside + "/" + user.name();
  }

  private boolean isAside(LinuxUser user) throws IOException, InterruptedException {
    return root.isThere(kept(user));
  }

  /// One that came after ours was put aside is somebody's own.
  @Override
  public boolean isToDo(LinuxUser user) throws IOException, InterruptedException {
    return !isAside(user) && root.isThere(place(user));
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) throws IOException, InterruptedException {
    return isAside(user) && !root.isThere(place(user));
  }

  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
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

  @Override
  public List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException {
    return isToUndo(user, former)
        ? List.of(root.step("mv", "-n", "--", kept(user), place(user)))
        : List.of();
  }

  /// Whether a new one keeps the old one from coming back: that one stays, and the old one where it
  /// is kept.
  private boolean isReplaced(LinuxUser user) throws IOException, InterruptedException {
    return isAside(user) && root.isThere(place(user));
  }

  @Override
  public Optional<String> left(LinuxUser user) throws IOException, InterruptedException {
    return isReplaced(user)
        ? Optional.of("its crontab, and the old one is in " + aside)
        : Optional.empty();
  }
}
