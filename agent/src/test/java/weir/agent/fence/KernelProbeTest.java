package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.agent.fence.Capability.What;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.testkit.peers.OwnNetwork;

final class KernelProbeTest {
  private static final Programs PROGRAMS = new SystemPrograms(Duration.ofMinutes(1));

  private static Set<What> working(List<Capability> found) {
    return found.stream()
        .filter(Capability::works)
        .map(Capability::what)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(What.class)));
  }

  @Test
  void whatThisKernelCanDoIsTriedAndNothingIsLeftOfIt() throws Exception {
    OwnNetwork.needsFirewall();
    OwnNetwork.run(() -> {
      List<Capability> found = new KernelProbe(PROGRAMS).look();
      assertThat(found).extracting(Capability::what).doesNotHaveDuplicates();
      assertThat(working(found))
          .as("%s", found)
          .contains(What.NFT, What.RULES, What.PACKETS, What.NEWS);
      assertThat(found)
          .filteredOn(each -> each.what() == What.DESTROY)
          .singleElement()
          .matches(each -> each.works() || each.says().endsWith("not built into this kernel"));
      assertThat(KernelProbe.belowTheFloor(found)).isEmpty();
      assertThat(PROGRAMS.run(List.of("nft", "list", "tables"), "").output()).isBlank();
      return null;
    });
  }

  @Test
  void withoutNftThereIsNoFenceAndThePieceIsNamed() throws Exception {
    List<Capability> found =
        new KernelProbe(
                (command, _) -> {
                  throw new IOException("no " + command.getFirst());
                })
            .look();
    assertThat(KernelProbe.belowTheFloor(found)).contains("there is no nft (package nftables)");
    assertThat(working(found)).doesNotContain(What.NFT, What.RULES);
  }

  @Test
  void whatTheKernelDoesNotTakeIsNamed() throws Exception {
    List<Capability> found =
        new KernelProbe((command, text) ->
            command.contains("--version")
                ? new Programs.Ran(0, "nftables v1.0.6 (Lester Gooch #5)")
                : new Programs.Ran(
                    text.contains("counter") ? 1 : 0, "Error: Operation not supported"))
            .look();
    assertThat(KernelProbe.belowTheFloor(found))
        .contains("this kernel or this nft has no counts for each user");
  }

  @Test
  void anOldNftIsBelowTheFloor() throws Exception {
    List<Capability> found =
        new KernelProbe((_, _) -> new Programs.Ran(0, "nftables v0.9.8 (E.D.S.)")).look();
    assertThat(KernelProbe.belowTheFloor(found))
        .contains("nft 0.9.8 is older than 1.0: take it from backports");
  }
}
