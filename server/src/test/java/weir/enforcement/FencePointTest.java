package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;
import weir.agent.fence.Fencing;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.net.IpPrefix;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.peers.OwnNetwork;

/// The real nftables, in networks of their own.
final class FencePointTest {
  private static final Target SHOP = new Target.LocalUser("web1", "2001");
  private static final Target BY_NAME = new Target.LocalUser("web1", "shop");
  private static final Target BLOG = new Target.LocalUser("web1", "2003");
  private static final Response FENCE = new Response.Fence();

  @TempDir private Path folder;
  private final Programs programs = new SystemPrograms(Duration.ofMinutes(1));

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
  }

  private FencePoint point() throws Exception {
    Path passwd = folder.resolve("passwd");
    Files.writeString(passwd, "postfix:x:105:1::/:/bin/false\nshop:x:2001:1::/:/bin/sh\n");
    return new FencePoint("fence", "web1", new FencePoint.Guard(1000, 4711), programs, passwd);
  }

  private void fenceUp() throws Exception {
    Fence fence =
        new Fence(
            new TreeSet<>(List.of(25)),
            new TreeSet<>(),
            List.of(new Permitted(IpPrefix.of("198.51.100.25"), 25)),
            new TreeSet<>(),
            new TreeSet<>(),
            true);
    new Fencing(programs, folder.resolve("state")).apply(fence, Duration.ofMinutes(10));
  }

  private List<Long> blocked() throws Exception {
    return new Fencing(programs, folder.resolve("state")).standing().orElseThrow().blocked();
  }

  @Test
  void aUserIsFencedOnceAndLetGo() throws Exception {
    OwnNetwork.run(() -> {
      fenceUp();
      try (PlaceOfLeases place = new PlaceOfLeases(folder, point(), programs)) {
        place.begin("l1", SHOP, FENCE);
        place.begin("l2", BLOG, FENCE);
        place.round();
        assertThat(blocked()).containsExactlyInAnyOrder(2001L, 2003L);
        place.round();
        assertThat(place.told()).hasSize(2); // twice is once
        fenceUp(); // the fence is applied anew
        assertThat(blocked()).containsExactlyInAnyOrder(2001L, 2003L);
        place.end(SHOP);
        place.round();
        assertThat(blocked()).containsExactly(2003L);
      }
      return null;
    });
  }

  @Test
  void whatTheMachineForgotIsPutThereAgain() throws Exception {
    OwnNetwork.run(() -> {
      fenceUp();
      try (PlaceOfLeases place = new PlaceOfLeases(folder, point(), programs)) {
        place.begin("l1", SHOP, FENCE);
        place.round();
        OwnNetwork.command("nft", "flush", "ruleset"); // it starts anew
        fenceUp();
        place.round();
        assertThat(blocked()).containsExactly(2001L);
      }
      return null;
    });
  }

  @Test
  void whatSomebodyElsePutThereStays() throws Exception {
    OwnNetwork.run(() -> {
      fenceUp();
      OwnNetwork.command("nft", "add", "element", "inet", "weir", "blocked_uid", "{ 2001 }");
      try (PlaceOfLeases place = new PlaceOfLeases(folder, point(), programs)) {
        place.begin("l1", SHOP, FENCE);
        place.round();
        place.end(SHOP);
        place.round();
        assertThat(blocked()).containsExactly(2001L);
      }
      return null;
    });
  }

  @Test
  void nameAndNumberAreOneUserAndTheSystemsOwnAreNeverTouched() throws Exception {
    FencePoint point = point();
    assertThat(point.asKept(BY_NAME)).isEqualTo(SHOP);
    assertThat(point.cannot(BY_NAME, FENCE)).isEmpty();
    assertThat(point.cannot(new Target.LocalUser("web1", "postfix"), FENCE))
        .contains("users below 1,000 are the system's own");
    assertThat(point.cannot(new Target.LocalUser("web1", "0"), FENCE)).contains("it is root");
    assertThat(point.cannot(new Target.LocalUser("web1", "4711"), FENCE))
        .contains("Weir itself runs as it");
    assertThat(point.cannot(new Target.LocalUser("web2", "2001"), FENCE)).isPresent();
    assertThat(point.cannot(SHOP, new Response.Hold())).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "nobody-here"), FENCE))
        .contains("this host has no user nobody-here");
  }

  @Test
  void withoutAFenceItSaysSo() throws Exception {
    OwnNetwork.run(() -> {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> point().look(SHOP, java.util.Optional.empty())))
          .hasMessage("there is no fence on this host: weir fence apply");
      return null;
    });
  }
}
