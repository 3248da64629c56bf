package weir.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupsTest {
  @TempDir Path folder;

  @Test
  void thoseOfVersion2AreFoundBesideThoseOfVersion1() {
    assertThat(
            ControlGroups.root(
                List.of(
                    "tmpfs /sys/fs/cgroup tmpfs rw,mode=755 0 0",
                    "cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0",
                    "cgroup2 " + folder + " cgroup2 rw,relatime 0 0")))
        .contains(folder);
  }

  @Test
  void whereAnotherMountCoversTheFirstTheOneThatIsThereIsTaken() {
    assertThat(
            ControlGroups.root(
                List.of(
                    "cgroup2 " + folder.resolve("covered") + " cgroup2 rw 0 0",
                    "none " + folder + " cgroup2 rw 0 0")))
        .contains(folder);
  }

  @Test
  void aMachineThatHasNoneHasNoRoot() {
    assertThat(ControlGroups.root(List.of("proc /proc proc rw 0 0"))).isEmpty();
  }
}
