package weir.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Values;
import weir.net.IpAddress;
import weir.net.IpPrefix;

final class FenceSettingsTest {
  private static final WantedFence WANTED =
      new WantedFence(
          name -> {
            if (!name.equals("mx1.example.net")) {
              throw new IOException("no address of " + name);
            }
            return List.of(
                IpAddress.parse("198.51.100.25").orElseThrow(),
                IpAddress.parse("2001:db8:51::25").orElseThrow());
          },
          name -> name.equals("postfix") ? 105 : 0,
          _ -> 8);

  private static Binding<FenceSettings> read(String text) {
    return new Binder(Values.standard()).text(FenceSettings.class, text, Path.of("/t/fence.toml"));
  }

  private static Fence fence(String text) throws IOException {
    return WANTED.of(((Binding.Bound<FenceSettings>) read(text)).value());
  }

  private static List<String> mistakes(String text) {
    return ((Binding.Refused<FenceSettings>) read(text))
        .mistakes().stream().map(Mistake::toString).toList();
  }

  @Test
  void anEmptyFileEnforcesPort25AndPermitsNobody() throws IOException {
    Fence fence = fence("");
    assertThat(fence.enforced()).containsExactly(25);
    assertThat(fence.observed()).containsExactly(465, 587);
    assertThat(fence.permitted()).isEmpty();
    assertThat(fence.forwarded()).isTrue();
  }

  @Test
  void serversAreNamedByNameAddressOrNetworkWithOrWithoutAPort() throws IOException {
    Fence fence =
        fence(
            """
            enforce = [25]
            observe = []
            permit = ["mx1.example.net", "192.0.2.0/28:25", "[2001:db8:52::]:25", "2001:db8:53::1"]
            exempt-users = ["postfix", "2001"]
            exempt-groups = ["mail"]
            """);
    assertThat(fence.permitted())
        .containsExactlyInAnyOrder(
            new Permitted(IpPrefix.of("198.51.100.25"), 25),
            new Permitted(IpPrefix.of("2001:db8:51::25"), 25),
            new Permitted(IpPrefix.of("192.0.2.0/28"), 25),
            new Permitted(IpPrefix.of("2001:db8:52::"), 25),
            new Permitted(IpPrefix.of("2001:db8:53::1"), 25));
    assertThat(fence.exemptUsers()).containsExactly(105L, 2001L);
    assertThat(fence.exemptGroups()).containsExactly(8L);
  }

  @Test
  void aServerWithoutAPortIsPermittedAtAllPortsOfTheFence() throws IOException {
    assertThat(fence("permit = [\"198.51.100.25\"]").permitted())
        .extracting(Permitted::port)
        .containsExactly(25, 465, 587);
  }

  @Test
  void aNameWithoutAnAddressIsAnErrorAndNoSmallerFence() {
    assertThatThrownBy(() -> fence("permit = [\"mx2.example.net\"]"))
        .isInstanceOf(IOException.class)
        .hasMessage("no address of mx2.example.net");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThat(
            mistakes(
                """
                enforce = [25, 70000]
                observe = [25]
                permit = ["mx1", "1.2.3.4:x", "[2001:db8::1", "[2001:db8::1]25"]
                exmpt-users = ["x"]
                """))
        .containsExactly(
            "/t/fence.toml:1:1: enforce: there is no port 70000",
            "/t/fence.toml:2:1: observe: port 25 is under enforce already",
            "/t/fence.toml:3:1: permit: \"mx1\" is no name, address or network with or without a port",
            "/t/fence.toml:3:1: permit: \"1.2.3.4:x\" is no name, address or network with or without a port",
            "/t/fence.toml:3:1: permit: \"[2001:db8::1\" is no name, address or network with or without a port",
            "/t/fence.toml:3:1: permit: \"[2001:db8::1]25\" is no name, address or network with or without a port",
            "/t/fence.toml:4:1: exmpt-users: unknown key (did you mean exempt-users?)");
  }

  /// The example of the manual is read as it stands there.
  @Test
  void theManualsExampleHasNoMistakes() throws IOException {
    String page = Files.readString(Path.of("../docs/manual/fence.md"));
    int begin = page.indexOf("```toml\n") + "```toml\n".length();
    Fence fence = fence(page.substring(begin, page.indexOf("```", begin)));
    assertThat(fence.permitted()).hasSize(6); // two addresses at three ports, each named twice
  }
}
