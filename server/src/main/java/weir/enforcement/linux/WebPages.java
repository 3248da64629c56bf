package weir.enforcement.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Programs;
import weir.enforcement.Step;

/// Turns a user's web pages off by a file that its virtual hosts include, and that is not there
/// otherwise. Its first line says how far it is.
///
/// @param folder of these files, `USER.conf` each
/// @param text what the web server reads in it, such as `return 503;`
record WebPages(AsRoot root, Service server, String folder, String text) implements Beside {
  private static final String MARK = "# Weir: ";
  private static final String BEGUN = MARK + "begun";
  private static final String DONE = MARK + "done";
  private static final String LIFTED = MARK + "lifted";

  private String file(LinuxUser user) {
    return folder + "/" + user.name() + ".conf";
  }

  /// Its first line; empty where there is no such file.
  private Optional<String> mark(LinuxUser user) throws IOException, InterruptedException {
    if (!root.isThere(file(user))) {
      return Optional.empty();
    }
    Programs.Ran ran = root.ask("head", "-n", "1", file(user));
    if (ran.exit() != 0) {
      throw new IOException("%s cannot be read".formatted(file(user)));
    }
    return Optional.of(ran.output().strip());
  }

  private boolean isOurs(LinuxUser user) throws IOException, InterruptedException {
    return mark(user).filter(it -> it.startsWith(MARK)).isPresent();
  }

  @Override
  public boolean isToDo(LinuxUser user) throws IOException, InterruptedException {
    Optional<String> mark = mark(user);
    return mark.isEmpty() || mark.get().equals(BEGUN) || mark.get().equals(LIFTED);
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) throws IOException, InterruptedException {
    return isOurs(user);
  }

  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
    if (!isToDo(user)) {
      if (!isOurs(user)) {
        throw new IOException(
            "%s is there already, and somebody else's; it is left".formatted(file(user)));
      }
      return List.of();
    }
    return around(user, BEGUN + "\n" + text, root.write(DONE + "\n" + text, file(user)));
  }

  @Override
  public List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException {
    return isOurs(user) ? around(user, LIFTED, root.step("rm", "-f", "--", file(user))) : List.of();
  }

  private List<Step> around(LinuxUser user, String content, Step last) {
    List<Step> steps = new ArrayList<>();
    steps.add(root.write(content, file(user)));
    steps.add(server.tested("rm", "-f", "--", file(user)));
    steps.add(server.reloaded());
    steps.add(last);
    return steps;
  }
}
