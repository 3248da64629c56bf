package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence;
import weir.agent.fence.Fencing;
import weir.agent.fence.Standing;
import weir.agent.fence.Standing.Count;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.net.IpPrefix;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

@Timeout(60)
final class FenceStagingTest {
  private static final Programs PROGRAMS = new SystemPrograms(Duration.ofMinutes(1));

  @TempDir private Path folder;

  private Fencing fencing() {
    return new Fencing(PROGRAMS, folder.resolve("state"));
  }

  private <T extends Record> T settings(Class<T> type, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(type.getSimpleName()), text);
    return ((Binding.Bound<T>) new Binder(Values.standard()).file(type, file)).value();
  }

  private FenceStaging staging() throws IOException {
    FenceSettings wanted =
        settings(FenceSettings.class, "enforce = [25]\npermit = [\"relay.invalid\"]\n");
    AgentFile file = settings(AgentFile.class, "probe-user = \"nobody-here\"\n");
    Path passwd = Files.writeString(folder.resolve("passwd"), "postfix:x:105:105::/:/bin/false\n");
    UserNames users = UserNames.read(passwd);
    return new FenceStaging(wanted, file, PROGRAMS, fencing(), users, Optional.empty());
  }

  @Test
  void aFenceThatHoldsIsLetGoThoughItsNamesAreGone() throws Exception {
    OwnNetwork.needsFirewall();
    Far.run(() -> {
      Fence fence =
          new Fence(
              new TreeSet<>(List.of(25)),
              new TreeSet<>(),
              List.of(new Fence.Permitted(IpPrefix.of("198.51.100.25"), 25)),
              new TreeSet<>(),
              new TreeSet<>(),
              true);
      fencing().apply(fence, Duration.ofMinutes(10));
      fencing().confirm();
      staging().stage(false);
      Standing standing = fencing().standing().orElseThrow();
      assertThat(standing.enforced()).isEmpty();
      assertThat(standing.observed()).containsExactly(25);
      assertThat(standing.timer()).isEmpty();
      assertThat(fencing().confirmed()).contains(fence.observing());
      return null;
    });
  }

  @Test
  void whomOfTheSystemTheKernelCountedMeanwhileIsFound() throws Exception {
    Optional<Standing> before =
        Optional.of(Standings.of(0, new Count(105, 25, true, 3), new Count(2001, 25, true, 1)));
    Standing same =
        Standings.of(
            0,
            new Count(105, 25, true, 3),
            new Count(106, 25, false, 9),
            new Count(2001, 25, true, 7));
    assertThat(staging().counted(before, Optional.of(same))).isEmpty();
    Standing more = Standings.of(0, new Count(105, 25, true, 4));
    assertThat(staging().counted(before, Optional.of(more))).contains("postfix (105) at port 25");
    assertThat(staging().counted(Optional.empty(), before)).isPresent();
  }
}
