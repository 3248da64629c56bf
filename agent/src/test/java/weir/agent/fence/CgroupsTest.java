package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.kernel.ControlGroups;
import weir.agent.queue.SystemPrograms;
import weir.testkit.Until;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// Control groups of the test's own, below one that nobody else has.
final class CgroupsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int OPENED = 0;
  private static final int REFUSED = 111;

  @TempDir private Path folder;
  private Fencing fencing;
  private Path root;

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException, IOException {
    OwnNetwork.needsFirewall();
    fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), folder.resolve("state"));
  }

  private <T> T run(Callable<T> work) throws Exception {
    root = groups().resolve("weir-test-" + ProcessHandle.current().pid());
    Files.createDirectory(root);
    try {
      return Far.run(work);
    } finally {
      remove(root.resolve("mail"));
      remove(root.resolve("other"));
      remove(root);
    }
  }

  private static Path groups() {
    String needed = "control groups of version 2 that we may make";
    try {
      Path groups = ControlGroups.root();
      Assumptions.assumeTrue(Files.isWritable(groups), needed);
      return groups;
    } catch (IOException _) {
      return Assumptions.abort(needed);
    }
  }

  /// A process that has ended may be in its group for another moment.
  private static void remove(Path group) {
    Until.holds(() -> {
      try {
        Files.deleteIfExists(group);
        return true;
      } catch (IOException _) {
        return false;
      }
    });
  }

  private Fence fence() {
    return new Fence(
        new TreeSet<>(List.of(25)),
        new TreeSet<>(),
        List.of(),
        List.of(),
        new TreeSet<>(),
        new TreeSet<>(),
        List.of(root.getFileName() + "/mail"),
        true);
  }

  /// Connects from within a control group.
  private int connect(String group) throws Exception {
    String line = "echo $$ > \"$0\"; exec setpriv --reuid=2001 --clear-groups perl -e \"$1\"";
    String perl =
        "use Socket; socket(S, PF_INET, SOCK_STREAM, 6);"
            + " connect(S, pack_sockaddr_in(25, inet_aton('198.51.100.99'))) or exit($!+0);";
    return new ProcessBuilder(
            "sh", "-c", line, root.resolve(group).resolve("cgroup.procs").toString(), perl)
        .start()
        .waitFor();
  }

  @Test
  void aControlGroupIsExemptAndAgainWhenItIsMadeAnew() throws Exception {
    run(() -> {
      Files.createDirectory(root.resolve("mail"));
      Files.createDirectory(root.resolve("other"));
      fencing.apply(fence(), LONG);
      fencing.confirm();
      assertThat(connect("mail")).isEqualTo(OPENED);
      assertThat(connect("other")).isEqualTo(REFUSED);
      remove(root.resolve("mail")); // its service ends
      assertThat(fencing.hasDrifted()).contains(false);
      Files.createDirectory(root.resolve("mail")); // and begins
      assertThat(connect("mail")).isEqualTo(REFUSED);
      fencing.refreshCgroups();
      assertThat(connect("mail")).isEqualTo(OPENED);
      assertThat(fencing.hasDrifted()).contains(false);
      return null;
    });
  }

  @Test
  void aGroupThatSomebodyElseExemptsIsSeen() throws Exception {
    run(() -> {
      Files.createDirectory(root.resolve("mail"));
      Path other = Files.createDirectory(root.resolve("other"));
      fencing.apply(fence(), LONG);
      String seen = Path.of("/sys/fs/cgroup").relativize(other).toString();
      OwnNetwork.command(
          "nft", "add", "element", "inet", "weir", "exempt_cgroup2", "{ \"" + seen + "\" }");
      assertThat(fencing.hasDrifted()).contains(true);
      return null;
    });
  }

  @Test
  void theFileForTheStartOfTheMachineLoadsBeforeThereIsAnyGroup() throws Exception {
    run(() -> {
      fencing.apply(fence(), LONG); // there is none yet
      fencing.confirm();
      OwnNetwork.command("nft", "flush", "ruleset");
      OwnNetwork.command("nft", "-f", fencing.bootFile().toString());
      assertThat(fencing.hasDrifted()).contains(false);
      assertThat(fencing.confirmed()).contains(fence());
      return null;
    });
  }
}
