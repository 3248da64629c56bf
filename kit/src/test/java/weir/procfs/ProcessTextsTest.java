package weir.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the files of one process say.
final class ProcessTextsTest {
  private static final String STATUS =
      "Name:\tperl\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t4711\nNgid:\t0\nPid:\t4712\n"
          + "PPid:\t4000\nTracerPid:\t0\nUid:\t2001\t0\t2001\t33\nGid:\t2001\t2001\t2001\t2001\n";

  @Test
  void aStatusHasParentProcessAndAllFourUsers() {
    ProcessStatus status = ProcessStatus.read(STATUS).orElseThrow();
    assertThat(status.name()).isEqualTo("perl");
    assertThat(status.process()).isEqualTo(4711);
    assertThat(status.parent()).isEqualTo(4000);
    assertThat(status.users()).isEqualTo(new ProcessStatus.Ids(2001, 0, 2001, 33));
    assertThat(status.users().isOne()).isFalse();
    assertThat(status.groups().isOne()).isTrue();
  }

  @Test
  void aStatusThatWasReadInPartIsNone() {
    assertThat(ProcessStatus.read("")).isEmpty();
    assertThat(ProcessStatus.read(STATUS.substring(0, STATUS.indexOf("Gid:")))).isEmpty();
    assertThat(ProcessStatus.read(STATUS.replace("2001\t0\t2001\t33", "2001\t0"))).isEmpty();
  }

  @Test
  void theStartIsFoundBehindANameWithBlanksAndParentheses() {
    String numbers =
        "S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 50 18446744073709551615";
    for (String name : new String[] {"perl", "a b", ") S 9 9 9", "((x) y) 1 2 3"}) {
      assertThat(ProcessStart.ticks("4711 (" + name + ") " + numbers))
          .as(name)
          .isEqualTo(OptionalLong.of(987654));
    }
    assertThat(ProcessStart.ticks("")).isEmpty();
    assertThat(ProcessStart.ticks("4711 (perl) S 1 4711")).isEmpty();
  }

  @Test
  void passwordsOfACommandLineAreHidden() {
    assertThat(masked("curl", "-u", "shop:hunter2", "https://a:b@x.example/"))
        .isEqualTo("curl -u *** https://a:***@x.example/");
    assertThat(masked("/usr/bin/mysql", "-uroot", "-phunter2"))
        .isEqualTo("/usr/bin/mysql -uroot -p***");
    assertThat(masked("perl", "x.pl", "--password", "hunter2", "--smtp-pass=hunter2", "-v"))
        .isEqualTo("perl x.pl --password *** --smtp-pass=*** -v");
    assertThat(masked("php", "-r", "mail('a@x.example','s','t');"))
        .isEqualTo("php -r mail('a@x.example','s','t');");
  }

  private static String masked(String... arguments) {
    return CommandLine.read((String.join("\0", arguments) + "\0").getBytes()).masked();
  }

  @Test
  void aCommandLineIsCutAndAThreadOfTheKernelHasNone() {
    assertThat(CommandLine.read(new byte[0]).masked()).isEmpty();
    assertThat(CommandLine.read(new byte[4]).masked()).isEmpty();
    assertThat(masked("x".repeat(10_000))).hasSize(CommandLine.MOST_OCTETS);
  }

  @Test
  void aControlGroupTellsUserOrContainer() {
    assertThat(group("0::/user.slice/user-2001.slice/session-3.scope").user()).hasValue(2001);
    assertThat(group("3:cpu:/\n0::/lve2002").user()).hasValue(2002);
    assertThat(group("5:pids:/docker/" + "ab".repeat(32) + "\n0::/").container())
        .contains("ab".repeat(32));
    assertThat(group("0::/system.slice/docker-" + "cd".repeat(32) + ".scope").container())
        .contains("cd".repeat(32));
    assertThat(group("0::/lxc.payload.web7/init.scope").container()).contains("web7");
    assertThat(group("0::/").user()).isEmpty();
    assertThat(ControlGroup.read("nonsense")).isEmpty();
  }

  private static ControlGroup group(String text) {
    return ControlGroup.read(text).orElseThrow();
  }

  @Test
  void howLongTheMachineRunsIsReadInTicks() {
    assertThat(Uptime.ticks("13463.84 5572.92\n")).isEqualTo(OptionalLong.of(1_346_384));
    assertThat(Uptime.ticks("0.07 0.00\n")).isEqualTo(OptionalLong.of(7));
    for (String none : new String[] {"", "x", "13463 5572", "-1.00 0.00", "99999999999999.00 0"}) {
      assertThat(Uptime.ticks(none)).as(none).isEmpty();
    }
  }
}
