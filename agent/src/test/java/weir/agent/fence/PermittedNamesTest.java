package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence.Named;
import weir.agent.fence.Fence.Permitted;
import weir.agent.fence.PermittedNames.Answer;
import weir.agent.fence.PermittedNames.Change;
import weir.agent.queue.SystemPrograms;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// A name that moves, at the real nftables.
final class PermittedNamesTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String NAME = "mx1.example.net";

  @TempDir private Path folder;
  private Fencing fencing;
  private final List<Change> told = new ArrayList<>();
  private Answer answer = answer("198.51.100.25");
  private boolean fails;
  private PermittedNames names;

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
    fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), folder.resolve("state"));
    names =
        new PermittedNames(
            fencing,
            _ -> {
              if (fails) {
                throw new IOException("no name server answers");
              }
              return answer;
            },
            told::add);
  }

  private static Answer answer(String... addresses) {
    return new Answer(
        java.util.Arrays.stream(addresses).map(PermittedNamesTest::address).toList(),
        Duration.ofMinutes(5));
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static Fence fence() {
    return new Fence(
        new TreeSet<>(List.of(25)),
        new TreeSet<>(),
        List.of(new Permitted(IpPrefix.of("198.51.100.40"), 25)),
        List.of(new Named(NAME, new TreeSet<>(List.of(25)), List.of(address("198.51.100.25")))),
        new TreeSet<>(),
        new TreeSet<>(),
        List.of(),
        true);
  }

  private static boolean opens(String to) {
    return Far.connect(2001, to, 25) == 0;
  }

  @Test
  void anAddressThatComesIsPermittedAtOnceAndOneThatGoesForAWhile() throws Exception {
    Far.run(() -> {
      fencing.apply(fence(), LONG);
      fencing.confirm();
      names.look();
      assertThat(told).isEmpty();

      answer = answer("198.51.100.26", "2001:db8:51::26");
      assertThat(opens("198.51.100.26")).isFalse();
      names.look();
      assertThat(told)
          .containsExactly(
              new Change.Added(NAME, answer.addresses()),
              new Change.Leaving(
                  NAME, List.of(address("198.51.100.25")), PermittedNames.SHORTEST_GRACE));
      assertThat(opens("198.51.100.26")).isTrue();
      assertThat(opens("2001:db8:51::26")).isTrue();
      assertThat(opens("198.51.100.25")).isTrue(); // for an hour
      assertThat(opens("198.51.100.40")).isTrue(); // has no name
      assertThat(fencing.hasDrifted()).contains(false);
      OwnNetwork.command("nft", "flush", "ruleset"); // the machine starts anew
      OwnNetwork.command("nft", "-f", fencing.bootFile().toString());
      assertThat(opens("198.51.100.26")).isTrue();
      assertThat(opens("198.51.100.25")).isFalse();
      return null;
    });
  }

  @Test
  void anAddressThatComesBackStays() throws Exception {
    Far.run(() -> {
      fencing.apply(fence(), LONG);
      fencing.confirm();
      answer = answer("198.51.100.26");
      names.look();
      answer = answer("198.51.100.25", "198.51.100.26");
      names.look();
      assertThat(told).hasSize(3);
      assertThat(fencing.hasDrifted()).contains(false);
      assertThat(
              new SystemPrograms(LONG)
                  .run(List.of("nft", "list", "set", "inet", "weir", "allow4"), "")
                  .output())
          .contains("198.51.100.25 . 25")
          .doesNotContain("expires");
      return null;
    });
  }

  @Test
  void aNameThatHasNoAddressOrCannotBeLookedUpKeepsWhatItHad() throws Exception {
    Far.run(() -> {
      fencing.apply(fence(), LONG);
      fencing.confirm();
      answer = answer();
      names.look();
      names.look();
      fails = true;
      names.look();
      assertThat(told)
          .containsExactly(
              new Change.Refused(NAME, "it has no address any more"),
              new Change.Refused(NAME, "no name server answers"));
      assertThat(opens("198.51.100.25")).isTrue();
      fails = false;
      answer = answer("198.51.100.25");
      names.look();
      assertThat(told).last().isEqualTo(new Change.Recovered(NAME));
      return null;
    });
  }

  @Test
  void whileAChangeWaitsToBeConfirmedNothingIsChanged() throws Exception {
    Far.run(() -> {
      fencing.apply(fence(), LONG);
      fencing.confirm();
      fencing.apply(fence(), LONG);
      answer = answer("198.51.100.26");
      names.look();
      assertThat(told).isEmpty();
      assertThat(opens("198.51.100.26")).isFalse();
      fencing.confirm();
      names.look();
      assertThat(opens("198.51.100.26")).isTrue();
      return null;
    });
  }
}
