package weir.enforcement.linux;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.enforcement.Step;

/// Has the processes of a user stand still, and go on: those of its slice by the kernel's freezer,
/// all others by a signal.
///
/// @param slices the folder of the users' slices, as the kernel has it under `cgroup.freeze`
record Freezer(AsRoot root, UserProcesses processes, String slices) implements Beside {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// A process that makes others faster than they are stopped is met this often.
  private static final int ROUNDS = 50;

  /// Numbers on one command line.
  private static final int AT_ONCE = 500;

  private static String slice(LinuxUser user) {
    return "user-" + user.uid() + ".slice";
  }

  private String file(LinuxUser user) {
    return slices + "/" + slice(user) + "/cgroup.freeze";
  }

  /// Whether there is a slice, and it stands still.
  boolean isFrozen(LinuxUser user) throws IOException, InterruptedException {
    return root.isThere(file(user)) && root.ask("cat", file(user)).output().strip().equals("1");
  }

  /// Those that its slice does not stop.
  private List<UserProcesses.Each> outside(LinuxUser user) throws IOException {
    return processes.of(user.uid()).stream()
        .filter(each -> !(each.cgroup() + "/").contains("/" + slice(user) + "/"))
        .toList();
  }

  /// Those that somebody has stopped.
  List<String> stopped(LinuxUser user) throws IOException {
    return outside(user).stream()
        .filter(UserProcesses.Each::isStopped)
        .map(UserProcesses.Each::id)
        .limit(Former.MOST_STOPPED)
        .toList();
  }

  @Override
  public boolean isToDo(LinuxUser user) throws IOException, InterruptedException {
    boolean isSlice = root.isThere(file(user));
    return isSlice && !isFrozen(user)
        || !outside(user).stream().allMatch(UserProcesses.Each::isStill);
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) throws IOException, InterruptedException {
    return !former.isFrozen() && isFrozen(user) || !ours(user, former).isEmpty();
  }

  private List<UserProcesses.Each> ours(LinuxUser user, Former former) throws IOException {
    return outside(user).stream()
        .filter(UserProcesses.Each::isStopped)
        .filter(each -> !former.stopped().contains(each.id()))
        .toList();
  }

  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    if (root.isThere(file(user))) {
      steps.add(root.write("1", file(user)));
    }
    steps.add(
        new Step.Act(
            "kill -STOP all processes of user %s (%d), until there are no new ones"
                .formatted(user.name(), user.uid()),
            () -> stopAll(user)));
    return steps;
  }

  private void stopAll(LinuxUser user) throws IOException, InterruptedException {
    Set<String> met = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<UserProcesses.Each> running =
          outside(user).stream().filter(each -> !each.isStill()).toList();
      List<UserProcesses.Each> fresh = running.stream().filter(each -> met.add(each.id())).toList();
      if (running.isEmpty()) {
        return;
      }
      signal("-STOP", fresh);
      Thread.sleep(PAUSE);
    }
    throw new IOException("processes of user " + user.name() + " do not stop");
  }

  @Override
  public List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    if (!former.isFrozen() && isFrozen(user)) {
      steps.add(root.write("0", file(user)));
    }
    if (!ours(user, former).isEmpty()) {
      steps.add(
          new Step.Act(
              "kill -CONT the processes of user %s (%d) that were stopped"
                  .formatted(user.name(), user.uid()),
              () -> signal("-CONT", ours(user, former))));
    }
    return steps;
  }

  /// Some of them may be gone by now, and kill says so: what is left is seen by looking again.
  private void signal(String which, List<UserProcesses.Each> some)
      throws IOException, InterruptedException {
    for (int from = 0; from < some.size(); from += AT_ONCE) {
      List<String> command = new ArrayList<>(List.of("kill", which));
      some.subList(from, Math.min(some.size(), from + AT_ONCE))
          .forEach(each -> command.add(Long.toString(each.pid())));
      root.ask(command.toArray(String[]::new));
    }
  }
}
