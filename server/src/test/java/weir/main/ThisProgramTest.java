package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.api.ControlSocket;
import weir.app.ImaginedSite;
import weir.app.StartFailure;
import weir.cli.Cli;
import weir.cli.command.Installation.HopFound;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;
import weir.state.MemoryState;
import weir.testkit.MapResolver;

/// What commands know without a server.
class ThisProgramTest {
  @TempDir Path folder;

  @Test
  void aConfigurationThatIsNotThereIsSaid() {
    Path missing = folder.resolve("weir.toml");
    ThisProgram program = new ThisProgram(folder, Optional.empty(), folder.resolve("usual.toml"));

    assertThatThrownBy(() -> program.whereabouts(Optional.of(missing)))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no file " + missing);
  }

  @Test
  void aMarkOfAnEditorHidesNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("weir.toml"), "\uFEFFfolder = \"state\"\n");
    ThisProgram program = new ThisProgram(folder, Optional.empty(), folder.resolve("usual.toml"));

    assertThat(program.whereabouts(Optional.of(file)).folder()).isEqualTo(folder.resolve("state"));
  }

  @Test
  void asJsonMistakesAndWarningsAreOneDocument() throws IOException {
    Path file = folder.resolve("weir.toml");
    String sound =
        """
        host-name = "mx.example.com"
        listeners.mx.address = "127.0.0.1:0"
        checks.dnsbl.zones = [{name = "dnsbl.sorbs.net"}]
        """;
    String warning =
        "\"warnings\":[\"list dnsbl.sorbs.net is known to be dead: emptied and switched off on 5 June 2024\"]}\n";
    Files.writeString(file, sound);
    assertThat(checkedAsJson(file))
        .isEqualTo("{\"file\":\"" + file + "\",\"mistakes\":[]," + warning);

    Files.writeString(file, sound + "hop = 5\nfoldr = \"x\"\n");
    assertThat(checkedAsJson(file))
        .startsWith(
            "{\"file\":\"%1$s\",\"mistakes\":[{\"file\":\"%1$s\",\"line\":4,\"column\":1,\"key\":\"hop\","
                .formatted(file))
        .contains("\"line\":5,\"column\":1,\"key\":\"foldr\"", "\"likely\":\"folder\"")
        .endsWith("]," + warning);
  }

  private String checkedAsJson(Path file) {
    StringWriter out = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(new ThisProgram(folder)));
    line.setOut(new PrintWriter(out));
    line.execute("config", "check", "--json", file.toString());
    return out.toString();
  }

  @Test
  void aHopThatNothingIsHandedToIsNotTriedBeforehand() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      try (ImaginedSite _ =
          ImaginedSite.of(
              configuration(server.getLocalPort()), new MemoryState(), new MapResolver())) {
        server.setSoTimeout(300);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  @Test
  void theHopsOfTheServerThatRunsHereAreFoundWithoutItsFile() throws Exception {
    ThisProgram program = new ThisProgram(folder, Optional.empty(), folder.resolve("none"));
    assertThat(program.hop(Optional.empty(), "back"))
        .isEqualTo(new HopFound.Not("no next hop \"back\" is configured, only: mailboxes"));
    Path file =
        Files.writeString(
            folder.resolve("mine.toml"),
            """
            host-name = "mx.example.com"
            hops.back = {type = "smtp", address = "127.0.0.1:9"}
            """);
    Files.createDirectories(folder.resolve("var"));
    try (ControlSocket _ =
        ControlSocket.open(folder.resolve("var"), (_, _) -> RunningServer.status(file, "v1"))) {
      assertThat(program.hop(Optional.empty(), "back")).isInstanceOf(HopFound.Server.class);
    }
    assertThat(program.hop(Optional.of(file), "back")).isInstanceOf(HopFound.Server.class);
  }

  @Test
  void aPortOfTheExampleThatIsTakenIsSaidWithTheWayToAnother() {
    StartFailure taken =
        new StartFailure(
            "listeners.mx.address: cannot listen on 127.0.0.1:2525",
            new BindException("Address already in use"));

    assertThat(Serve.ofExample(taken))
        .hasMessageStartingWith("listeners.mx.address: cannot listen on 127.0.0.1:2525")
        .hasMessageContaining("weir config example > weir.toml");
  }

  private Configuration configuration(int port) {
    String text =
        Embedded.text()
            .replace("type = \"maildir\"", "type = \"smtp\"")
            .replace("root = \"var/mail\"", "address = \"127.0.0.1:" + port + '"');
    ConfigurationSource.Outcome read = ConfigurationSource.example(folder, text).readAlone();
    assertThat(read).isInstanceOf(ConfigurationSource.Outcome.Usable.class);
    return ((ConfigurationSource.Outcome.Usable) read).configuration();
  }
}
