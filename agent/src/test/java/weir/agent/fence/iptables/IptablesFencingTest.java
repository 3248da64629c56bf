package weir.agent.fence.iptables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;
import weir.agent.fence.iptables.IptablesFencing.Stands;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.net.IpPrefix;
import weir.testkit.Until;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// The real iptables and ipset, in networks of their own.
final class IptablesFencingTest {
  /// Longer than what is tried before it runs out takes on a busy machine.
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int OPENED = 0;
  private static final int REFUSED = 111;
  private static final Programs PROGRAMS = new SystemPrograms(Duration.ofMinutes(1));

  @TempDir private Path folder;
  private IptablesFencing fencing;

  @BeforeEach
  void onlyWithIptables() throws InterruptedException {
    OwnNetwork.needsIptables();
    fencing = new IptablesFencing(PROGRAMS, folder);
  }

  private static Fence fence(int... enforced) {
    TreeSet<Integer> ports = new TreeSet<>();
    for (int each : enforced) {
      ports.add(each);
    }
    return new Fence(
        ports,
        new TreeSet<>(),
        List.of(
            new Permitted(IpPrefix.of("198.51.100.25"), 25),
            new Permitted(IpPrefix.of("2001:db8:51::25"), 25)),
        new TreeSet<>(List.of(105L)),
        new TreeSet<>(),
        true);
  }

  private boolean deadManLives() {
    return ProcessHandle.allProcesses()
        .flatMap(each -> each.info().arguments().stream())
        .anyMatch(words -> List.of(words).contains(folder.resolve("iptables").toString()));
  }

  private static String saved() throws Exception {
    return PROGRAMS.run(List.of("iptables-save", "-t", "filter"), "").output()
        + PROGRAMS.run(List.of("ip6tables-save", "-t", "filter"), "").output();
  }

  @Test
  void onlyPermittedServersAreReachedByAllButTheExemptAndNothingIsLeftAfterIt() throws Exception {
    Far.run(() -> {
      assertThat(fencing.apply(fence(25), LONG)).isTrue();
      assertThat(Far.connect(2001, "198.51.100.25", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "2001:db8:51::25", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      assertThat(Far.connect(2002, "2001:db8:51::99", 25)).isEqualTo(REFUSED);
      assertThat(Far.connect(105, "198.51.100.99", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(OPENED);
      assertThat(fencing.standing()).isEqualTo(new Stands(true, true, 2, true));
      fencing.confirm();
      assertThatThrownBy(fencing::confirm).hasMessageContaining("nothing waits");
      assertThat(fencing.standing().waits()).isFalse();
      Until.holds(() -> !deadManLives()); // he has nothing to wait for any more
      assertThat(fencing.revert()).isTrue();
      assertThat(fencing.revert()).isFalse();
      assertThat(saved()).doesNotContain("WEIR");
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      assertThat(folder).isEmptyDirectory();
      return null;
    });
  }

  @Test
  void aChangeThatNobodyConfirmsEndsInWhatWasBefore() throws Exception {
    Far.run(() -> {
      fencing.apply(fence(25), SOON);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      Until.holds(() -> Far.connect(2001, "198.51.100.99", 25) == OPENED);
      Until.holds(() -> Far.connect(2001, "2001:db8:51::99", 25) == OPENED);
      assertThat(saved()).doesNotContain("WEIR");

      fencing.apply(fence(25), LONG);
      fencing.confirm();
      fencing.apply(fence(587), SOON);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      Until.holds(() -> Far.connect(2001, "198.51.100.99", 25) == REFUSED);
      Until.holds(() -> Far.connect(2001, "2001:db8:51::99", 25) == REFUSED);
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(OPENED);
      return null;
    });
  }

  @Test
  void whatIsKeptLoadsAtTheStartOfTheMachine() throws Exception {
    Far.run(() -> {
      fencing.apply(fence(25), LONG);
      fencing.confirm();
      for (String program : List.of("iptables", "ip6tables")) {
        OwnNetwork.command(program, "-w", "5", "-F"); // and whatever else a start forgets
        for (String chain : IptablesRules.CHAINS) {
          OwnNetwork.command(program, "-w", "5", "-X", chain);
        }
      }
      OwnNetwork.command("ipset", "destroy");
      assertThat(fencing.standing().v4()).isFalse();
      for (String line : fencing.bootLines()) {
        OwnNetwork.command("sh", "-c", line);
      }
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      assertThat(Far.connect(2001, "2001:db8:51::99", 25)).isEqualTo(REFUSED);
      return null;
    });
  }
}
