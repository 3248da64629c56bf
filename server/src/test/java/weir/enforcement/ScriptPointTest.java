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

  private final ScriptPoint point =
      new ScriptPoint("scripts", "web1", new ScriptPoint.Owners(1_000, 60_000));
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

  private static Lease lease(Path path) {
    return Lease.begin(
        "LEASE",
        target(path),
        new Response.Suspend(),
        "root",
        Optional.empty(),
        Optional.empty(),
        "why",
        Instant.now(),
        Duration.ofHours(1));
  }

  private Holding suspend(Path path) throws Exception {
    Found found = point.look(target(path), Optional.empty());
    run(point.put(lease(path), found));
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
    String before = mode(secret);
    Holding held = suspend(script);
    Files.delete(script);
    Files.createSymbolicLink(script, secret);
    assertThatThrownBy(() -> run(point.take(target(script), held))).isInstanceOf(IOException.class);
    assertThat(mode(secret)).isEqualTo(before);
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

  private Path site(String name, int uid) throws IOException {
    Path site = Files.createDirectory(folder.resolve(name));
    Path index = Files.writeString(site.resolve("index.php"), name);
    owner(index, uid);
    Files.setAttribute(index, "unix:mode", 0640);
    return index;
  }

  private static void replaceByLink(Path site, Path to) throws IOException {
    Files.move(site, site.resolveSibling("away"));
    Files.createSymbolicLink(site, to);
  }

  @Test
  void aFolderThatBecomesALinkLeadsToNobodyElsesScript() throws Exception {
    Path own = site("a", 2001);
    Path others = site("b", 2002);
    Found found = point.look(target(own), Optional.empty());
    replaceByLink(own.getParent(), others.getParent());

    assertThatThrownBy(() -> run(point.put(lease(own), found)))
        .hasMessageContaining("leads over a link, now to " + others);
    assertThatThrownBy(() -> point.look(target(own), Optional.empty()))
        .hasMessageContaining("leads over a link");
    assertThat(mode(others)).isEqualTo("rw-r-----");
  }

  @Test
  void nobodyElsesScriptGetsTheRightsOfTheOneInWhosePlaceItIs() throws Exception {
    Path own = site("a", 2001);
    Path others = site("b", 2002);
    Files.setAttribute(own, "unix:mode", 06777);
    Holding held = suspend(own);
    Files.setAttribute(others, "unix:mode", 0);
    List<Step> undo = point.take(target(own), held);
    Files.move(own, own.resolveSibling("mine"));
    Files.move(others, own);

    assertThat(point.look(target(own), Optional.of(held))).isInstanceOf(Found.Foreign.class);
    assertThatThrownBy(() -> run(undo)).hasMessageContaining("is another file");
    assertThat(mode(own)).isEqualTo("---------");
  }

  @Test
  void whatAnotherFileHadIsNotTakenForHowThisOneWas() throws Exception {
    Found found = point.look(target(script), Optional.empty());
    Files.move(script, folder.resolve("away"));
    Files.writeString(script, "another");
    owner(script, 2001);
    assertThatThrownBy(() -> run(point.put(lease(script), found)))
        .hasMessageContaining("is another file");
    assertThat(mode(script)).isNotEqualTo("---------");
  }

  @Test
  void whatAnEarlierVersionWroteDownIsUndoneWithoutBitsThatLendRights() throws Exception {
    Files.setAttribute(script, "unix:mode", 06750);
    suspend(script);
    Holding old = new Holding("LEASE", new Response.Suspend(), "6750 " + WRITTEN);
    assertThat(point.look(target(script), Optional.of(old))).isInstanceOf(Found.Ours.class);
    run(point.take(target(script), old));
    assertThat((int) Files.getAttribute(script, "unix:mode") & 07777).isEqualTo(0750);
    assertThat(Files.getLastModifiedTime(script).toInstant()).isEqualTo(WRITTEN);
  }

  @Test
  void puttingItTwiceLeavesTheTimeToGiveBack() throws Exception {
    Holding held = suspend(script);
    run(point.put(lease(script), point.look(target(script), Optional.of(held)), held));
    run(point.take(target(script), held));
    assertThat(Files.getLastModifiedTime(script).toInstant()).isEqualTo(WRITTEN);
  }

  @Test
  void usersAboveTheLastAreNotTouched() throws Exception {
    owner(script, 60_001);
    assertThatThrownBy(() -> point.look(target(script), Optional.empty()))
        .hasMessageContaining("users above 60,000 are not touched");
  }
}
