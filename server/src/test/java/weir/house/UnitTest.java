package weir.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.testkit.peers.Ran;

/// The systemd units, as systemd's own tools see them; no systemd needs to run for that.
class UnitTest {
  private static final String SERVER = "weir.service";
  private static final String CONTROL = "weir-control.service";
  private static final String AGENT = "agent/weir-agent.service";
  private static final String FENCE = "agent/weir-fence.service";
  private static final String GUARD = "agent/weir-guard.service";

  @TempDir Path folder;

  @BeforeEach
  void needsSystemdsTools() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
  }

  @ParameterizedTest
  @ValueSource(strings = {SERVER, CONTROL, AGENT, FENCE, GUARD})
  void systemdHasNothingToSayAgainstTheUnit(String name) throws Exception {
    assertThat(analyze("verify", unit(name).toString()).output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SERVER, AGENT})
  void systemdWouldSayWhenALineIsWrong(String name) throws Exception {
    Path unit = unit(name);
    Files.writeString(
        unit, Files.readString(unit).replace("Restart=on-failure", "Restart=perhaps"));
    assertThat(analyze("verify", unit.toString()).output()).contains("perhaps");
  }

  /// Of 100, as `systemd-analyze security` counts exposure; a unit that hardens nothing has 96. The
  /// agent has to see all processes and to write to customers' files.
  @ParameterizedTest
  @CsvSource({SERVER + ", 18", CONTROL + ", 18", AGENT + ", 40", FENCE + ", 24", GUARD + ", 27"})
  void theUnitLeavesLittleExposed(String name, int exposure) throws Exception {
    Ran security =
        analyze("security", "--offline=yes", "--threshold=" + exposure, unit(name).toString());
    assertThat(security.exit()).as(security.output()).isZero();
  }

  /// Invariant 11: what may read the keys of control may not be what parses strangers' mail.
  @Test
  void gatewayAndControlAreTwoUsersWithTwoFolders() throws IOException {
    String gateway = Files.readString(Path.of("../packaging").resolve(SERVER));
    String control = Files.readString(Path.of("../packaging").resolve(CONTROL));
    assertThat(gateway).contains("User=weir\n", "StateDirectory=weir\n", "UMask=0077");
    assertThat(control)
        .contains("User=weir-control\n", "StateDirectory=weir-control\n", "UMask=0077")
        .doesNotContain("AmbientCapabilities");
  }

  /// Whoever executes sendmail waits for it: it comes only where somebody wants it, and there an
  /// upgrade leaves no old one behind.
  @Test
  void theGateIsOffUnlessSomebodyEnablesIt() throws IOException {
    assertThat(Files.readString(Path.of("../packaging/agent/85-weir-agent.preset")))
        .doesNotContain("weir-guard");
    assertThat(Files.readString(Path.of("../packaging/agent/deb/postinst")))
        .doesNotContain("enable weir-guard")
        .doesNotContain(" start weir-guard")
        .contains("try-restart weir-guard");
  }

  /// Whatever happens to the service and the package, the table stays in the kernel.
  @ParameterizedTest
  @ValueSource(strings = FENCE)
  void nothingOpensTheFenceWhenItsServiceStops(String name) throws IOException {
    assertThat(Files.readString(Path.of("../packaging").resolve(name)))
        .contains("RemainAfterExit=yes")
        .doesNotContain("\nExecStop")
        .doesNotContain("\nExecReload");
  }

  /// The unit, with programs that exist.
  private Path unit(String name) throws IOException {
    Path from = Path.of("../packaging").resolve(name);
    Path unit = folder.resolve(String.valueOf(from.getFileName()));
    return Files.writeString(
        unit,
        Files.readString(from)
            .replace("/usr/lib/weir/java/bin/java", "/bin/true")
            .replace("/usr/bin/weir ", "/bin/true ")
            .replace("/usr/sbin/nft", "/bin/true"));
  }

  private static Ran analyze(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.command().addFirst("/usr/bin/systemd-analyze");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }
}
