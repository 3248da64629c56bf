package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Scripts of user 2001, as root.
class ScriptPointTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-30T12:34:56.789012Z");

  @TempDir Path folder;

  private final ScriptPoint point = new ScriptPoint("scripts", "web1", 1_000);
  private Path script;

  @BeforeEach
  void write() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    script = Files.writeString(folder.resolve("x.php"), "<?php mail(...);");
    owner(script, 2001);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(script, FileTime.from(WRITTEN));
  }

  private static void owner(Path file, int uid) throws IOException {
    Files.setAttribute(file, "unix:uid", uid);
  }

  private static Target target(Path path) {
    return new Target.Program("web1", path.toString());
  }

  private static void run(List<Step> steps) throws Exception {
    for (Step each : steps) {
      ((Step.Act) each).doing().run();
    }
  }

  private Holding suspend(Path path) throws Exception {
    Found found = point.look(target(path), Optional.empty());
    Lease lease =
        Lease.begin(
            "LEASE",
            target(path),
            new Response.Suspend(),
            "root",
            Optional.empty(),
            Optional.empty(),
            "why",
            Instant.now(),
            Duration.ofHours(1));
    run(point.put(lease, found));
    return new Holding("LEASE", new Response.Suspend(), ((Found.Nothing) found).former());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aScriptLosesItsRightsAndGetsThemBackExactly() throws Exception {
    Holding held = suspend(script);
    assertThat(mode(script)).isEqualTo("---------");
    assertThat(Files.getAttribute(script, "unix:uid")).isEqualTo(2001);
    assertThat(Files.getLastModifiedTime(script).toInstant()).isNotEqualTo(WRITTEN);
    assertThat(point.look(target(script), Optional.of(held)))
        .isEqualTo(new Found.Ours("LEASE", new Response.Suspend()));

    run(point.take(target(script), held));

    assertThat(mode(script)).isEqualTo("rw-r-----");
    assertThat(Files.getLastModifiedTime(script).toInstant()).isEqualTo(WRITTEN);
    assertThat(point.look(target(script), Optional.of(held))).isInstanceOf(Found.Nothing.class);
  }

  @Test
  void whatItsOwnerDidMeanwhileStays() throws Exception {
    Holding held = suspend(script);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    run(point.take(target(script), held));
    assertThat(mode(script)).isEqualTo("rwx------");

    Files.delete(script);
    assertThat(point.look(target(script), Optional.of(held))).isEqualTo(Found.Nothing.PLAIN);
    assertThat(point.take(target(script), held)).isEmpty();
  }

  @Test
  void noLinkOfACustomersLeadsToAFileOfTheSystems() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "root's");
    Path link = Files.createSymbolicLink(folder.resolve("link.php"), secret);
    assertThatThrownBy(() -> point.look(target(link), Optional.empty()))
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> point.look(target(secret), Optional.empty()))
        .hasMessageContaining("the system's own");
    assertThat(mode(secret)).contains("r");
  }

  @Test
  void aScriptThatIsReplacedByALinkBetweenLookAndActIsLeftAlone() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "root's");
    Holding held = suspend(script);
    Files.delete(script);
    Files.createSymbolicLink(script, secret);
    assertThatThrownBy(() -> run(point.take(target(script), held))).isInstanceOf(IOException.class);
    assertThat(mode(secret)).isEqualTo("rw-r--r--");
  }

  @Test
  void aPipeInItsPlaceKeepsNobodyWaiting() throws Exception {
    Holding held = suspend(script);
    Files.delete(script);
    assertThat(new ProcessBuilder("mkfifo", script.toString()).start().waitFor()).isZero();
    owner(script, 2001);
    assertThatThrownBy(() -> point.look(target(script), Optional.of(held)))
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> run(point.take(target(script), held))).hasMessageContaining("no file");
  }

  @Test
  void allBitsOfItsModeComeBack() throws Exception {
    Files.setAttribute(script, "unix:mode", 06750);
    Holding held = suspend(script);
    run(point.take(target(script), held));
    assertThat((int) Files.getAttribute(script, "unix:mode") & 07777).isEqualTo(06750);
  }

  @Test
  void aScriptWithoutRightsIsSomebodyElsesDoing() throws Exception {
    Files.setPosixFilePermissions(script, Set.of());
    assertThat(point.look(target(script), Optional.empty())).isInstanceOf(Found.Foreign.class);
  }
}
