package weir.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessesTest {
  @TempDir private Path folder;

  @Test
  void aProcessIsReadWithThoseWhoStartedIt() throws IOException {
    MadeProc proc =
        new MadeProc(folder)
            .with(1, 0, 0, "/sbin/init", "/", "init")
            .with(40, 1, 0, "/usr/sbin/cron", "/var/spool/cron", "/usr/sbin/cron", "-f")
            .with(41, 40, 2001, "/usr/bin/perl", "/home/shop", "perl", "x.pl");
    HostProcess perl = proc.processes().read(41).orElseThrow();
    assertThat(perl.shown()).isEqualTo("perl x.pl");
    assertThat(perl.programName()).isEqualTo("perl");
    assertThat(perl.folder()).contains("/home/shop");
    assertThat(perl.status().users().effective()).isEqualTo(2001);
    assertThat(perl.group().orElseThrow().user()).hasValue(2001);
    assertThat(new Ancestry(proc.processes()).of(perl))
        .extracting(HostProcess::pid)
        .containsExactly(40L, 1L);
  }

  /// Row 98 of the hostile inputs.
  @Test
  void hostile_098_whatVanishesIsReusedOrNamedOddlyIsTolerated() throws IOException {
    MadeProc proc =
        new MadeProc(folder)
            .with(7, 1, 2001, "/home/shop/a b) S 1 (x (deleted)", "/home/shop (deleted)", "a b) S");
    Processes processes = proc.processes();
    HostProcess odd = processes.read(7).orElseThrow();
    assertThat(odd.startTicks()).isEqualTo(7);
    assertThat(odd.programName()).isEqualTo("a b) S 1 (x");
    assertThat(odd.program()).contains("/home/shop/a b) S 1 (x (deleted)"); // kept as evidence
    assertThat(processes.isStill(odd)).isTrue();

    Files.writeString( // the number is given to another process
        folder.resolve("7/stat"), "7 (sh) S 1 0 0 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 900 0 0\n");
    assertThat(processes.isStill(odd)).isFalse();

    Files.delete(folder.resolve("7/status")); // it ends while it is read
    assertThat(processes.read(7)).isEmpty();
    assertThat(processes.all()).containsExactly(7L);
    assertThat(processes.open(8)).isEmpty();
    assertThat(processes.read(8)).isEmpty();
    assertThat(processes.networkTable(8, "tcp")).isEmpty();
    assertThat(new SocketOwners(processes).of(List.of(5L))).isEmpty();
  }

  @Test
  void parentsThatGoInACircleEnd() throws IOException {
    MadeProc proc =
        new MadeProc(folder).with(5, 6, 1, "/bin/a", "/", "a").with(6, 5, 1, "/bin/b", "/", "b");
    Processes processes = proc.processes();
    assertThat(new Ancestry(processes).of(processes.read(5).orElseThrow()))
        .hasSize(Ancestry.MOST_PARENTS);
  }

  @Test
  void ofSeveralThatShareASocketTheNewestHasIt() throws IOException {
    MadeProc proc =
        new MadeProc(folder)
            .with(50, 1, 0, "/usr/sbin/apache2", "/", "apache2")
            .with(51, 50, 33, "/usr/sbin/apache2", "/", "apache2")
            .open(50, 3, "socket:[900]")
            .open(51, 3, "socket:[900]")
            .open(50, 4, "socket:[901]")
            .open(51, 5, "pipe:[902]");
    assertThat(new SocketOwners(proc.processes()).of(List.of(900L, 901L, 902L)))
        .containsOnly(java.util.Map.entry(900L, 51L), java.util.Map.entry(901L, 50L));
  }

  @Test
  void vector_25_aProcessThatWentAFolderThatIsGoneAndOneThatIsNobodysMakeNoScript()
      throws IOException {
    MadeProc proc =
        new MadeProc(folder)
            .with(50, 1, 2001, "/usr/sbin/php-fpm8.2", "/home/shop/www (deleted)", "php-fpm: pool")
            .with(51, 1, 33, "/usr/sbin/apache2", "/var/lib/other", "apache2")
            .open(50, 3, "socket:[900]");
    Processes processes = proc.processes();
    ScriptFinder scripts = new ScriptFinder(processes, HomeRoots.USUAL::hold);
    assertThat(new SocketOwners(processes).of(List.of(900L, 901L)))
        .as("the process of 901 has vanished")
        .containsOnlyKeys(900L);
    assertThat(processes.read(52)).isEmpty();
    assertThat(scripts.of(processes.read(50).orElseThrow()))
        .as("the folder tells whose it was")
        .contains(new Script("/home/shop/www (deleted)", Script.By.FOLDER));
    assertThat(scripts.of(processes.read(51).orElseThrow())).as("no customer's folder").isEmpty();
  }

  @Test
  void usersHaveTheirFirstName() throws IOException {
    Path passwd =
        Files.writeString(
            folder.resolve("passwd"),
            "root:x:0:0::/root:/bin/sh\nshop:x:2001:2001::/home/shop:/bin/sh\nalias:x:2001:1::/:/bin/sh\n"
                + "broken:x\nodd:x:-1:1::/:/bin/sh\n");
    UserNames users = UserNames.read(passwd);
    assertThat(users.shown(2001)).isEqualTo("shop (2001)");
    assertThat(users.shown(3000)).isEqualTo("uid 3000");
    assertThat(UserNames.read(folder.resolve("none")).name(0)).isEmpty();
  }
}
