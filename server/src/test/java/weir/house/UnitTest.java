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
import weir.testkit.peers.Ran;

/// The systemd unit, as systemd's own tools see it; no systemd needs to run for that.
class UnitTest {
  /// Of 100, as `systemd-analyze security` counts exposure; a unit that hardens nothing has 96.
  private static final int EXPOSURE = 18;

  @TempDir Path folder;

  private Path unit;

  @BeforeEach
  void putAProgramThatExistsIntoTheUnit() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
    String text = Files.readString(Path.of("../packaging/weir.service"));
    unit = folder.resolve("weir.service");
    Files.writeString(unit, text.replace("/usr/lib/weir/java/bin/java", "/bin/true"));
  }

  @Test
  void systemdHasNothingToSayAgainstTheUnit() throws Exception {
    assertThat(analyze("verify", unit.toString()).output()).isEmpty();
  }

  @Test
  void systemdWouldSayWhenALineIsWrong() throws Exception {
    Files.writeString(
        unit, Files.readString(unit).replace("Restart=on-failure", "Restart=perhaps"));
    assertThat(analyze("verify", unit.toString()).output()).contains("perhaps");
  }

  @Test
  void theUnitLeavesLittleExposed() throws Exception {
    Ran security = analyze("security", "--offline=yes", "--threshold=" + EXPOSURE, unit.toString());
    assertThat(security.exit()).as(security.output()).isZero();
  }

  private static Ran analyze(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.command().addFirst("/usr/bin/systemd-analyze");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }
}
