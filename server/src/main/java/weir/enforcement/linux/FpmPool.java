package weir.enforcement.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.enforcement.Step;

/// Takes a user's pool out of PHP-FPM, and puts it back. Its file gets another ending, so that
/// owner and permissions stay; while it has the ending of what is begun, FPM may not have been
/// reloaded yet.
///
/// @param folder that FPM reads `USER.conf` in
record FpmPool(AsRoot root, UserProcesses processes, Service fpm, String folder) implements Beside {
  private String place(LinuxUser user) {
    return folder + "/" + user.name() + ".conf";
  }

  private String begun(LinuxUser user) {
    return place(user) + ".suspending";
  }

  private String kept(LinuxUser user) {
    return place(user) + ".suspended";
  }

  @Override
  public boolean isToDo(LinuxUser user) throws IOException, InterruptedException {
    return root.isThere(begun(user)) || !root.isThere(kept(user)) && root.isThere(place(user));
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) throws IOException, InterruptedException {
    return root.isThere(begun(user)) || root.isThere(kept(user)) && !isReplaced(user);
  }

  /// Whether a new one keeps the old one from coming back. Where they are the same, the old one has
  /// come back, and FPM may not have been reloaded yet.
  private boolean isReplaced(LinuxUser user) throws IOException, InterruptedException {
    return root.isThere(kept(user))
        && root.isThere(place(user))
        && root.ask("cmp", "-s", place(user), kept(user)).exit() != 0;
  }

  /// A reload lets requests come to their end, so those that serve them are ended after it.
  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    if (!root.isThere(begun(user))) {
      if (!isToDo(user)) {
        return steps;
      }
      steps.add(root.step("mv", "-n", "--", place(user), begun(user)));
    }
    steps.add(fpm.tested("mv", "-n", "--", begun(user), place(user)));
    steps.add(fpm.reloaded());
    steps.add(
        new Step.Act(
            "kill -TERM the processes of PHP-FPM that run as user %s (%d)"
                .formatted(user.name(), user.uid()),
            () -> endWorkers(user)));
    steps.add(root.step("mv", "-n", "--", begun(user), kept(user)));
    return steps;
  }

  private void endWorkers(LinuxUser user) throws IOException, InterruptedException {
    for (UserProcesses.Each each : processes.of(user.uid())) {
      if (each.name().startsWith("php-fpm")) {
        root.ask("kill", "-TERM", Long.toString(each.pid()));
      }
    }
  }

  @Override
  public List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException {
    if (!isToUndo(user, former)) {
      return List.of();
    }
    String from = root.isThere(begun(user)) ? begun(user) : kept(user);
    List<Step> steps = new ArrayList<>();
    if (!root.isThere(place(user))) {
      String back = place(user) + ".restoring";
      steps.add(root.step("cp", "-p", "--", from, back));
      steps.add(root.step("mv", "-n", "--", back, place(user)));
    }
    steps.add(fpm.tested("rm", "-f", "--", place(user)));
    steps.add(fpm.reloaded());
    steps.add(root.step("rm", "-f", "--", from));
    return steps;
  }

  @Override
  public Optional<String> left(LinuxUser user) throws IOException, InterruptedException {
    return isReplaced(user)
        ? Optional.of("its pool of PHP-FPM, and the old one is " + kept(user))
        : Optional.empty();
  }
}
