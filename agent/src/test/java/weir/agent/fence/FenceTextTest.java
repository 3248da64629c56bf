package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import weir.agent.fence.Fence.Named;
import weir.agent.fence.Fence.Permitted;
import weir.net.IpAddress;
import weir.net.IpPrefix;

final class FenceTextTest {
  private static final Fence FENCE =
      new Fence(
          new TreeSet<>(List.of(25)),
          new TreeSet<>(List.of(465, 587)),
          List.of(
              new Permitted(IpPrefix.of("198.51.100.0/28"), 25),
              new Permitted(IpPrefix.of("2001:db8:51::25"), 587)),
          List.of(
              new Named(
                  "mx1.example.net",
                  new TreeSet<>(List.of(25, 587)),
                  List.of(
                      IpAddress.parse("203.0.113.25").orElseThrow(),
                      IpAddress.parse("2001:db8:52::25").orElseThrow()))),
          new TreeSet<>(List.of(0L, 105L)),
          new TreeSet<>(List.of(8L)),
          List.of("system.slice/mail.service"),
          false);

  @Test
  void whatAFenceWasMadeOfIsReadOutOfTheTextForNft() throws IOException {
    assertThat(FenceText.read(Ruleset.of(FENCE, Optional.empty()))).isEqualTo(FENCE);
    Fence bare = FENCE.observing().with(List.of());
    assertThat(FenceText.read(Ruleset.of(bare, Optional.empty()))).isEqualTo(bare);
  }

  @Test
  void whatSomebodyElseWroteIsNotTakenForOne() {
    assertThatThrownBy(() -> FenceText.read("table inet weir { }\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("weir fence revert");
    assertThatThrownBy(() -> FenceText.read("#: permit 198.51.100.25\n"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FenceText.read("#: enforced 25 70000\n"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FenceText.read("#: exempt-cgroup a\"b\n"))
        .isInstanceOf(IOException.class);
  }
}
