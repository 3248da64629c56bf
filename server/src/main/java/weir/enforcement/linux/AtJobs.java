package weir.enforcement.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weir.agent.queue.Programs;
import weir.enforcement.Step;

/// Puts the jobs that a user has given to at aside, and back. They are moved, so that owner and
/// permissions stay. No list of at's is needed: who has expired hands in no new ones.
///
/// @param jobs the folder that atd reads
/// @param aside the folder where a folder for each user is kept meanwhile
record AtJobs(AsRoot root, String jobs, String aside) implements Beside {
  /// Jobs of a user at most.
  private static final int MOST = 500;

  /// As at(1) names them: a queue, the number of the job, and its time.
  private static final String NAME = "[a-zA-Z=][0-9a-f]{13}";

  private String kept(LinuxUser user) {
    return aside + "/" + user.name();
  }

  private List<String> in(String folder, LinuxUser user) throws IOException, InterruptedException {
    if (!root.isThere(folder)) {
      return List.of();
    }
    String uid = Long.toString(user.uid());
    Programs.Ran ran =
        root.ask("find", folder, "-maxdepth", "1", "-type", "f", "-user", uid, "-printf", "%f\\n");
    if (ran.exit() != 0) {
      throw new IOException("find %s ended with %d".formatted(folder, ran.exit()));
    }
    List<String> names = ran.output().lines().filter(it -> it.matches(NAME)).sorted().toList();
    if (names.size() > MOST) {
      throw new IOException(
          "user %s has more than %,d jobs in %s".formatted(user.name(), MOST, folder));
    }
    return names;
  }

  @Override
  public boolean isToDo(LinuxUser user) throws IOException, InterruptedException {
    return !in(jobs, user).isEmpty();
  }

  @Override
  public boolean isToUndo(LinuxUser user, Former former) throws IOException, InterruptedException {
    return !in(kept(user), user).isEmpty();
  }

  @Override
  public List<Step> put(LinuxUser user) throws IOException, InterruptedException {
    List<String> names = in(jobs, user);
    return names.isEmpty()
        ? List.of()
        : List.of(
            root.step("install", "-d", "-m", "700", aside, kept(user)),
            move(names, jobs, kept(user)));
  }

  @Override
  public List<Step> take(LinuxUser user, Former former) throws IOException, InterruptedException {
    List<String> names = in(kept(user), user);
    return names.isEmpty() ? List.of() : List.of(move(names, kept(user), jobs));
  }

  private Step move(List<String> names, String from, String to) {
    List<String> words = new ArrayList<>(List.of("mv", "-n", "-t", to, "--"));
    names.forEach(name -> words.add(from + "/" + name));
    return root.step(words.toArray(String[]::new));
  }
}
