package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence.Permitted;
import weir.agent.fence.Standing.Count;
import weir.agent.queue.SystemPrograms;
import weir.net.IpPrefix;
import weir.testkit.Until;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// The real nftables, in networks of their own. Servers listen on addresses in another network that
/// a cable leads to, so that what gets through opens.
final class FencingTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  /// Longer than what is tried before it runs out takes on a busy machine.
  private static final Duration SOON = Duration.ofSeconds(10);

  /// What perl says of a connection that opened, and of one that was refused (ECONNREFUSED).
  private static final int OPENED = 0;

  private static final int REFUSED = 111;

  @TempDir private Path folder;
  private Fencing fencing;

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
    fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), folder.resolve("state"));
  }

  private static Fence fence(List<Integer> enforced, List<Integer> observed) {
    return new Fence(
        new TreeSet<>(enforced),
        new TreeSet<>(observed),
        List.of(
            new Permitted(IpPrefix.of("198.51.100.25"), 25),
            new Permitted(IpPrefix.of("2001:db8:51::25"), 25)),
        new TreeSet<>(List.of(105L)),
        new TreeSet<>(),
        true);
  }

  private static final Fence PORT_25 = fence(List.of(25), List.of(587));

  @Test
  void whatGoesWhileConfirmWaitsForItsTurnIsNotPutUpAgain() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      FutureTask<Boolean> confirming =
          new FutureTask<>(() -> {
            fencing.confirm();
            return true;
          });
      try (FenceLock _ = fencing.folder().lock()) {
        Thread waiting = Thread.ofPlatform().start(confirming);
        Until.holds(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        OwnNetwork.command("nft", "delete", "table", "inet", "weir");
      }
      assertThatThrownBy(confirming::get).hasMessageContaining("there is no fence to confirm");
      assertThat(fencing.standing()).isEmpty();
      return null;
    });
  }

  @Test
  void onlyPermittedServersAreReachedByAllButTheExempt() throws Exception {
    Far.run(() -> {
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      fencing.apply(PORT_25, LONG);
      assertThat(Far.connect(2001, "198.51.100.25", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "2001:db8:51::25", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      assertThat(Far.connect(2002, "2001:db8:51::99", 25)).isEqualTo(REFUSED);
      assertThat(Far.connect(0, "198.51.100.99", 25)).isEqualTo(REFUSED); // root is like all
      assertThat(Far.connect(105, "198.51.100.99", 25)).isEqualTo(OPENED); // the mail server
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(OPENED); // observed
      assertThat(Far.connect(2001, "198.51.100.99", 80)).isEqualTo(OPENED); // not ours

      Standing standing = fencing.standing().orElseThrow();
      assertThat(standing.allowed()).isEqualTo(2);
      assertThat(standing.denied()).isEqualTo(3);
      assertThat(standing.again()).isEqualTo(3);
      assertThat(standing.seen()).isEqualTo(1);
      assertThat(standing.enforced()).containsExactly(25);
      assertThat(standing.observed()).containsExactly(587);
      assertThat(standing.book())
          .containsExactlyInAnyOrder(
              new Count(2001, 25, true, 1),
              new Count(2002, 25, true, 1),
              new Count(0, 25, true, 1),
              new Count(2001, 587, false, 1));
      return null;
    });
  }

  @Test
  void whatIsOnlyObservedIsCountedAndLetThrough() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25.observing(), LONG);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "198.51.100.25", 25)).isEqualTo(OPENED);
      Standing standing = fencing.standing().orElseThrow();
      assertThat(standing.book()).containsExactly(new Count(2001, 25, false, 1));
      assertThat(standing.denied()).isZero();
      return null;
    });
  }

  @Test
  void unlessItIsConfirmedTheKernelLetsAllThroughAgain() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, SOON);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      assertThat(fencing.standing().orElseThrow().timer()).isPresent();
      Until.holds(() -> Far.connect(2001, "198.51.100.99", 25) == OPENED);
      assertThat(fencing.standing().orElseThrow().isArmed()).isFalse();
      assertThatThrownBy(fencing::confirm).hasMessageContaining("not confirmed in time");
      assertThat(fencing.bootFile()).doesNotExist();
      return null;
    });
  }

  @Test
  void confirmedItStaysAndIsLoadedAtTheNextStart() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      fencing.confirm();
      assertThat(fencing.standing().orElseThrow().timer()).isEmpty();
      assertThatThrownBy(fencing::confirm).hasMessageContaining("since it was last confirmed");
      OwnNetwork.command("nft", "flush", "ruleset"); // the machine starts anew
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      OwnNetwork.command("nft", "-f", fencing.bootFile().toString());
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      assertThat(fencing.hasDrifted()).contains(false);
      return null;
    });
  }

  @Test
  void aChangeThatNobodyConfirmsEndsInTheFenceThatWasConfirmedBefore() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      fencing.confirm();
      fencing.apply(fence(List.of(587), List.of()), SOON);
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(REFUSED);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED); // as it was asked for
      Until.holds(this::isFormer);
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      assertThat(Far.connect(2001, "198.51.100.25", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(OPENED);
      assertThat(Far.connect(105, "198.51.100.99", 25)).isEqualTo(OPENED);
      Standing standing = fencing.standing().orElseThrow();
      assertThat(standing.isArmed()).isTrue();
      assertThat(standing.enforced()).containsExactly(25);
      assertThat(standing.observed()).containsExactly(587);
      assertThatThrownBy(fencing::confirm).hasMessageContaining("the one before holds");

      fencing.apply(fence(List.of(25, 587), List.of()), LONG);
      fencing.confirm(); // and of the former nothing is left
      assertThat(fencing.standing().orElseThrow().isFormer()).isFalse();
      assertThat(fencing.hasDrifted()).contains(false);
      assertThat(fencing.confirmed()).contains(fence(List.of(25, 587), List.of()));
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(REFUSED);
      return null;
    });
  }

  private boolean isFormer() {
    try {
      return fencing.standing().orElseThrow().isFormer();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoeverHammersWhileAChangeRunsOutNeverGetsThrough() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      fencing.confirm();
      Hammer hammer = Hammer.at("198.51.100.99", 25);
      for (int i = 0; i < 3; i++) {
        fencing.apply(fence(List.of(25, 587), List.of()), Duration.ofSeconds(1));
        Until.holds(this::isFormer);
      }
      fencing.apply(PORT_25, LONG);
      fencing.confirm();
      assertThat(hammer.opened()).isZero();
      return null;
    });
  }

  @Test
  void aNetworkAndAServerInItArePermittedTogether() throws Exception {
    Far.run(() -> {
      Permitted network = new Permitted(IpPrefix.of("198.51.100.0/28"), 25);
      Permitted server = new Permitted(IpPrefix.of("198.51.100.2"), 25);
      fencing.apply(
          new Fence(
              new TreeSet<>(List.of(25)),
              new TreeSet<>(),
              List.of(server, network),
              new TreeSet<>(),
              new TreeSet<>(),
              true),
          LONG);
      assertThat(Far.connect(2001, "198.51.100.2", 25)).isEqualTo(OPENED);
      assertThat(Far.connect(2001, "198.51.100.16", 25)).isEqualTo(REFUSED);
      return null;
    });
  }

  @Test
  void whatOthersAddToTheListsIsSeen() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      assertThat(fencing.hasDrifted()).contains(false);
      OwnNetwork.command(
          "nft", "add", "element", "inet", "weir", "allow4", "{ 198.51.100.99 . 25 }");
      assertThat(fencing.hasDrifted()).contains(true);
      return null;
    });
  }

  /// Row 103 of the hostile inputs: half a change is none, and what others do to it is seen.
  @Test
  void hostile_103_aChangeIsWholeOrNotAtAllAndWhatOthersDoIsSeen() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      fencing.confirm();
      OwnNetwork.command("nft", "add", "set", "inet", "weir", "extra", "{ type uid; }");
      assertThat(fencing.hasDrifted()).contains(true);

      OwnNetwork.command("nft", "delete", "set", "inet", "weir", "extra");
      OwnNetwork.command("nft", "flush", "chain", "inet", "weir", "local"); // all through
      assertThat(fencing.hasDrifted()).contains(true);
      fencing.apply(PORT_25, LONG);
      assertThat(fencing.hasDrifted()).contains(false);

      OwnNetwork.command("nft", "flush", "ruleset");
      assertThat(fencing.hasDrifted()).contains(true);
      assertThat(fencing.standing()).isEmpty();

      // A set of another kind is in the way: the kernel takes nothing of the change.
      OwnNetwork.command("nft", "add", "table", "inet", "weir");
      OwnNetwork.command("nft", "add", "set", "inet", "weir", "loud", "{ type ipv4_addr; }");
      assertThatThrownBy(() -> fencing.apply(PORT_25, LONG)).isInstanceOf(IOException.class);
      assertThat(fencing.standing().orElseThrow().enforced()).isEmpty();
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      return null;
    });
  }

  @Test
  void whoeverHammersWhileItIsAppliedAgainNeverGetsThrough() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      Hammer hammer = Hammer.at("198.51.100.99", 25);
      for (int i = 0; i < 20; i++) {
        fencing.apply(PORT_25, LONG);
      }
      assertThat(hammer.opened()).isZero();
      assertThat(fencing.standing().orElseThrow().denied())
          .isGreaterThanOrEqualTo(hammer.tried() / 2);
      return null;
    });
  }

  @Test
  void whatWasCountedAndWhoIsBlockedOutlivesAChange() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      Far.connect(2001, "198.51.100.99", 25);
      OwnNetwork.command("nft", "add", "element", "inet", "weir", "blocked_uid", "{ 2003 }");
      fencing.apply(fence(List.of(25, 587), List.of()), LONG);
      Standing standing = fencing.standing().orElseThrow();
      assertThat(standing.book()).contains(new Count(2001, 25, true, 1));
      assertThat(standing.blocked()).containsExactly(2003L);
      assertThat(Far.connect(2003, "198.51.100.25", 25))
          .isEqualTo(REFUSED); // permitted, not to him
      assertThat(Far.connect(2001, "198.51.100.99", 587)).isEqualTo(REFUSED);
      return null;
    });
  }

  @Test
  void revertedNothingIsLeft() throws Exception {
    Far.run(() -> {
      fencing.apply(PORT_25, LONG);
      fencing.confirm();
      assertThat(fencing.revert()).isTrue();
      assertThat(fencing.revert()).isFalse();
      assertThat(fencing.standing()).isEmpty();
      assertThat(fencing.bootFile()).doesNotExist();
      assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
      return null;
    });
  }

  @Test
  void aRedirectOfSomebodyElsesIsFound() throws Exception {
    List<FenceFinding> found =
        Far.run(() -> {
          Path rules = folder.resolve("cpanel");
          Files.writeString(
              rules,
              """
              table ip nat {
                chain output {
                  type nat hook output priority -100; policy accept;
                  meta skuid != 0 tcp dport { 25, 465, 587 } redirect to :2500
                }
              }
              """);
          OwnNetwork.command("nft", "-f", rules.toString());
          return new ForeignRules(new SystemPrograms(Duration.ofMinutes(1)), new NothingInstalled())
              .of(PORT_25, false);
        });
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().stops()).isTrue();
    assertThat(found.getFirst().what()).contains("redirects mail ports").contains("25, 465, 587");
  }

  private static final class NothingInstalled implements weir.agent.doctor.Machine {
    @Override
    public Said run(String program, String... arguments) {
      return new Said.Missing();
    }

    @Override
    public Said read(Path file) {
      return new Said.Missing();
    }

    @Override
    public Said readEnd(Path file) {
      return new Said.Missing();
    }

    @Override
    public List<Path> find(String pattern) {
      return List.of();
    }
  }
}
