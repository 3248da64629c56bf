package weir.enforcement.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weir.agent.queue.Programs;
import weir.enforcement.Step;

/// Ends a user's sessions, by systemd.
record Sessions(AsRoot root) implements Beside {
  private static final String LINGER = "/var/lib/systemd/linger/";

  /// Whether its services run without a session.
  boolean isLingering(LinuxUser user) throws IOException, InterruptedException {
    return root.isThere(LINGER + user.name());
  }

  /// Whether it has any nobody asks: those that it had have ended.
  @Override
  public boolean isToDo(LinuxUser user) {
    return false;
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) {
    return false;
  }

  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    if (isLingering(user)) {
      steps.add(root.step("loginctl", "disable-linger", user.name()));
    }
    steps.add(new Step.Act("loginctl terminate-user " + user.name(), () -> terminate(user.name())));
    return steps;
  }

  /// Who has no session is unknown to it, which is as well.
  private void terminate(String name) throws IOException, InterruptedException {
    Programs.Ran ran = root.ask("loginctl", "terminate-user", name);
    if (ran.exit() != 0 && !ran.output().contains("not logged in")) {
      throw new IOException("loginctl terminate-user ended with " + ran.exit());
    }
  }

  @Override
  public List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException {
    return former.isLingering() && !isLingering(user)
        ? List.of(root.step("loginctl", "enable-linger", user.name()))
        : List.of();
  }
}
