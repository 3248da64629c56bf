package weir.enforcement.linux;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.enforcement.Step;

/// Ends the processes of a user, which nothing brings back. What ran is written down before: it is
/// the evidence of what they were.
///
/// @param slices the folder of the users' slices, as the kernel has it under `cgroup.kill`
/// @param evidence the folder where it is written down, a file for each user
record Killer(AsRoot root, UserProcesses processes, String slices, String evidence)
    implements Beside {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// A process that makes others faster than they are ended is met this often.
  private static final int ROUNDS = 100;

  /// Numbers on one command line.
  private static final int AT_ONCE = 500;

  /// Processes that are written down.
  private static final int MOST = 1_000;

  private List<UserProcesses.Each> running(LinuxUser user) throws IOException {
    return processes.of(user.uid()).stream().filter(each -> !each.isOver()).toList();
  }

  @Override
  public boolean isToDo(LinuxUser user) throws IOException {
    return !running(user).isEmpty();
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) {
    return false;
  }

  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
    List<UserProcesses.Each> running = running(user);
    if (running.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    steps.add(root.step("install", "-d", "-m", "700", evidence));
    String was = running.stream().limit(MOST).map(this::words).collect(Collectors.joining("\n"));
    steps.add(root.append(was, evidence + "/" + user.name()));
    String slice = slices + "/user-" + user.uid() + ".slice/cgroup.kill";
    if (root.isThere(slice)) {
      steps.add(root.write("1", slice));
    }
    steps.add(
        new Step.Act(
            "kill -KILL all processes of user %s (%d), until there are none"
                .formatted(user.name(), user.uid()),
            () -> killAll(user)));
    return steps;
  }

  private String words(UserProcesses.Each each) {
    return "%d %c started %s in %s: %s: %s"
        .formatted(
            each.pid(),
            each.state(),
            each.started(),
            plain(each.cgroup()),
            plain(each.name()),
            plain(processes.command(each.pid())));
  }

  private static String plain(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  private void killAll(LinuxUser user) throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      List<UserProcesses.Each> left = running(user);
      if (left.isEmpty()) {
        return;
      }
      for (int from = 0; from < left.size(); from += AT_ONCE) {
        List<String> command = new ArrayList<>(List.of("kill", "-KILL"));
        left.subList(from, Math.min(left.size(), from + AT_ONCE))
            .forEach(each -> command.add(Long.toString(each.pid())));
        root.ask(command.toArray(String[]::new));
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("processes of user " + user.name() + " do not end");
  }

  @Override
  public List<Step> take(LinuxUser user, Former former) {
    return List.of();
  }
}
