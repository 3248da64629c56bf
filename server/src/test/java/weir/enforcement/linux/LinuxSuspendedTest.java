package weir.enforcement.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enforcement.EnforcementSettings;
import weir.enforcement.EnforcementSettings.Linux.Also;
import weir.enforcement.HostPrograms;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.Until;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// Users of a Debian of the tests, with its own usermod and chage.
class LinuxSuspendedTest {
  private static final Target BOB = new Target.LocalUser("web1", "2001");
  private static final Response SUSPEND = new Response.Suspend();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-07-01T10:00:00Z"));

  @TempDir private Path folder;
  private final Path slices = Path.of("/sys/fs/cgroup/weir-test-" + ProcessHandle.current().pid());
  private PeerHost host;
  private PlaceOfLeases place;

  @BeforeEach
  void start() {
    host = PeerRoot.require("base").start();
    host.run("useradd", "--uid", "2001", "bob").orFail();
    host.run("usermod", "-p", "$6$salt$hash", "bob").orFail();
  }

  private LinuxPoint point(Also... also) {
    return new LinuxPoint(
        "web1",
        new EnforcementSettings.Linux(
            Optional.empty(),
            Arrays.asList(also),
            List.of(),
            Path.of("/var/spool/cron/crontabs"),
            Path.of("/var/lib/weir/suspended"),
            slices,
            Path.of("/var/spool/cron/atjobs"),
            Path.of("/etc/fpm"),
            List.of("fpm-test"),
            List.of("fpm-reload", "now"),
            Path.of("/etc/vhosts"),
            "return 503;",
            List.of("web-test"),
            List.of("web-reload")),
        "web1",
        new LinuxPoint.Guard(1000, 1999),
        new HostPrograms(host),
        host.file("/proc"),
        CLOCK);
  }

  private void open(Also... also) throws Exception {
    place = new PlaceOfLeases(folder, point(also), new HostPrograms(host));
  }

  @AfterEach
  void end() throws Exception {
    if (place != null) {
      place.close();
    }
    if (host != null) {
      host.close();
    }
  }

  /// Password and date.
  private String shadow() {
    String[] fields = host.run("getent", "shadow", "bob").orFail().output().strip().split(":", -1);
    return fields[1] + " " + fields[7];
  }

  @Test
  void aSuspendedUserIsLockedAndHasExpiredAndAllComesBack() throws Exception {
    host.run("chage", "-E", "30000", "bob").orFail();
    open();
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(shadow()).isEqualTo("!$6$salt$hash 1");
    assertThat(place.steps()).containsExactly("usermod -L bob", "chage -E 1 bob");
    place.round();
    assertThat(place.steps()).isEmpty();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(shadow()).isEqualTo("$6$salt$hash 30000");
    assertThat(place.steps()).containsExactly("chage -E 30000 bob", "usermod -U bob");
    assertThat(place.told()).containsExactly("put l1 " + BOB, "taken l1 " + BOB);
  }

  @Test
  void whoWasLockedBeforeIsLockedBehind() throws Exception {
    host.run("usermod", "-L", "bob").orFail();
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    assertThat(shadow()).isEqualTo("!$6$salt$hash 1");
    place.end(BOB);
    place.round();
    assertThat(shadow()).isEqualTo("!$6$salt$hash ");
  }

  @Test
  void whoHadNoPasswordHasNoneBehind() throws Exception {
    host.run("usermod", "-p", "", "bob").orFail();
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    assertThat(shadow()).isEqualTo("! 1");
    place.end(BOB);
    place.round();
    assertThat(shadow()).isEqualTo(" ");
  }

  @Test
  void whatWasInterruptedIsGoneOnWith() throws Exception {
    open();
    place.begin("l1", BOB, SUSPEND);
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    assertThat(shadow()).isEqualTo("!$6$salt$hash ");
    assertThat(place.round()).isTrue();
    assertThat(shadow()).isEqualTo("!$6$salt$hash 1");
    place.end(BOB);
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    assertThat(shadow()).isEqualTo("!$6$salt$hash ");
    assertThat(place.round()).isTrue();
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
    assertThat(place.held(BOB)).isEmpty();
  }

  @Test
  void whatWasInterruptedAndIsWantedNoMoreIsTakenBack() throws Exception {
    open();
    place.begin("l1", BOB, SUSPEND);
    place.interruptAfter(1);
    place.round();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  @Test
  void asLongAsOneOfTwoLeasesHoldsTheUserStaysOut() throws Exception {
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    place.begin("l2", BOB, SUSPEND);
    place.round();
    assertThat(shadow()).isEqualTo("!$6$salt$hash 1");
    place.end(BOB);
    place.round();
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  @Test
  void whomSomebodyElseLetInIsNotLockedAgainAndItIsTold() throws Exception {
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    host.run("usermod", "-U", "bob").orFail();
    host.run("chage", "-E", "-1", "bob").orFail();
    place.round();
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
    assertThat(place.told()).contains("trouble somebody else has taken away what lease l1 did");
    place.end(BOB);
    place.round();
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  @Test
  void aDateAndAPasswordThatSomebodyElseSetStayAndAreTold() throws Exception {
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    host.run("chage", "-E", "40000", "bob").orFail();
    place.round();
    place.end(BOB);
    assertThat(place.round()).isFalse();
    assertThat(shadow()).isEqualTo("$6$salt$hash 40000");
    assertThat(place.told().getLast())
        .contains("somebody else has changed the date on which it expires; that stays");
    assertThat(place.round()).isTrue();
    assertThat(place.held(BOB)).isEmpty();
    assertThat(shadow()).isEqualTo("$6$salt$hash 40000");
  }

  @Test
  void whoHasExpiredAlreadyIsSomebodyElses() throws Exception {
    host.run("chage", "-E", "0", "bob").orFail();
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    place.end(BOB);
    place.round();
    assertThat(shadow()).isEqualTo("$6$salt$hash 0");
    assertThat(place.told()).containsExactly("trouble user bob has expired on 1970-01-01 already");
  }

  @Test
  void theSystemsOwnUsersAreNeverTouched() throws Exception {
    host.run("useradd", "--uid", "1999", "weir").orFail();
    host.run("useradd", "--uid", "999", "service").orFail();
    open();
    for (String user : List.of("root", "daemon", "service", "weir")) {
      place.begin("l" + user, new Target.LocalUser("web1", user), SUSPEND);
    }
    String before = host.run("cat", "/etc/shadow").orFail().output();
    place.round();
    assertThat(host.run("cat", "/etc/shadow").orFail().output()).isEqualTo(before);
    assertThat(place.told()).hasSize(4).allMatch(it -> it.contains("is not touched: "));
    assertThat(point().cannot(new Target.LocalUser("web1", "0"), SUSPEND)).contains("it is root");
    assertThat(point().cannot(new Target.LocalUser("web1", "1999"), SUSPEND))
        .contains("Weir itself runs as it");
    assertThat(point().cannot(new Target.LocalUser("web1", "root"), SUSPEND)).isPresent();
    assertThat(point().cannot(new Target.LocalUser("web2", "2001"), SUSPEND)).isPresent();
    assertThat(point().cannot(BOB, new Response.Fence())).isPresent();
    assertThat(point().cannot(BOB, SUSPEND)).isEmpty();
  }

  @Test
  void aNameAndANumberAreOneUser() throws Exception {
    LinuxPoint point = point();
    assertThat(point.asKept(new Target.LocalUser("web1", "bob"))).isEqualTo(BOB);
    assertThat(point.asKept(BOB)).isEqualTo(BOB);
    Target unknown = new Target.LocalUser("web1", "nobody-knows");
    assertThat(point.asKept(unknown)).isEqualTo(unknown);
  }

  @Test
  void withAUserGoesWhatWasDoneToIt() throws Exception {
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    host.run("userdel", "bob").orFail();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(place.held(BOB)).isEmpty();
  }

  @Test
  void whoIsNotThereIsToldAndNothingElse() throws Exception {
    open();
    place.begin("l1", new Target.LocalUser("web1", "2999"), SUSPEND);
    place.begin("l2", new Target.LocalUser("web1", "-x bob"), SUSPEND);
    assertThat(place.round()).isFalse();
    assertThat(place.told())
        .containsExactlyInAnyOrder(
            "trouble getent passwd 2999 ended with 2: there is no such user, or Weir may not read it",
            "trouble no user of Linux has such a name");
    assertThat(place.steps()).isEmpty();
  }

  @Test
  void theCrontabIsPutAsideAndComesBackWithItsOwner() throws Exception {
    host.run("mkdir", "-p", "/var/spool/cron/crontabs").orFail();
    host.run("sh", "-c", "echo '* * * * * true' > /var/spool/cron/crontabs/bob").orFail();
    host.run(
        "sh",
        "-c",
        "chmod 600 /var/spool/cron/crontabs/bob; chown bob /var/spool/cron/crontabs/bob");
    open(Also.CRON);
    place.begin("l1", BOB, SUSPEND);
    place.round();
    assertThat(host.file("/var/spool/cron/crontabs/bob")).doesNotExist();
    place.end(BOB);
    place.round();
    assertThat(host.run("stat", "-c", "%U %a", "/var/spool/cron/crontabs/bob").output())
        .isEqualTo("bob 600\n");
    assertThat(host.file("/var/lib/weir/suspended/bob")).doesNotExist();
  }

  @Test
  void whatWasPutAsideComesBackWhateverTheSettingsSayThen() throws Exception {
    host.run("mkdir", "-p", "/var/spool/cron/crontabs").orFail();
    host.run("sh", "-c", "echo old > /var/spool/cron/crontabs/bob").orFail();
    open(Also.CRON);
    place.begin("l1", BOB, SUSPEND);
    place.round();
    place.close();
    open();
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(host.file("/var/spool/cron/crontabs/bob")).doesNotExist();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(Files.readString(host.file("/var/spool/cron/crontabs/bob"))).isEqualTo("old\n");
  }

  @Test
  void whatTheSettingsSayLaterIsDoneToNobodyWhoIsOutAlready() throws Exception {
    host.run("mkdir", "-p", "/var/spool/cron/crontabs").orFail();
    host.run("sh", "-c", "echo old > /var/spool/cron/crontabs/bob").orFail();
    open();
    place.begin("l1", BOB, SUSPEND);
    place.round();
    place.close();
    open(Also.CRON);
    place.begin("l2", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(host.file("/var/spool/cron/crontabs/bob")).exists();
  }

  @Test
  void aNewCrontabStaysAndTheOldOneIsKept() throws Exception {
    host.run("mkdir", "-p", "/var/spool/cron/crontabs").orFail();
    host.run("sh", "-c", "echo old > /var/spool/cron/crontabs/bob").orFail();
    open(Also.CRON);
    place.begin("l1", BOB, SUSPEND);
    place.round();
    host.run("sh", "-c", "echo new > /var/spool/cron/crontabs/bob").orFail();
    assertThat(place.round()).isTrue();
    place.end(BOB);
    assertThat(place.round()).isFalse();
    assertThat(place.told().getLast()).contains("its crontab, and the old one is in");
    assertThat(place.round()).isTrue();
    assertThat(place.held(BOB)).isEmpty();
    assertThat(Files.readString(host.file("/var/spool/cron/crontabs/bob"))).isEqualTo("new\n");
    assertThat(Files.readString(host.file("/var/lib/weir/suspended/bob"))).isEqualTo("old\n");
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  @Test
  void sessionsEndAndLingeringComesBack() throws Exception {
    String standIn =
        """
        #!/bin/sh
        # What loginctl does with a user who has no session.
        case $1 in
        disable-linger) rm /var/lib/systemd/linger/"$2" ;;
        enable-linger) touch /var/lib/systemd/linger/"$2" ;;
        *) echo "Failed to look up user $2: User ID 2001 is not logged in or lingering" >&2; exit 1 ;;
        esac
        """;
    Files.writeString(host.file("/usr/bin/loginctl"), standIn);
    host.run("chmod", "755", "/usr/bin/loginctl").orFail();
    host.run("sh", "-c", "mkdir -p /var/lib/systemd/linger; touch /var/lib/systemd/linger/bob");
    open(Also.SESSIONS);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(host.file("/var/lib/systemd/linger/bob")).doesNotExist();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(host.file("/var/lib/systemd/linger/bob")).exists();
  }

  /// A program that writes down that it was run, and ends so.
  private void standIn(String name, int exit) throws IOException {
    Path file = host.file("/usr/bin/" + name);
    Files.writeString(
        file, "#!/bin/sh\necho \"%s $*\" >> /root/ran\nexit %d\n".formatted(name, exit));
    host.run("chmod", "755", "/usr/bin/" + name).orFail();
  }

  private List<String> ran() throws IOException {
    Path ran = host.file("/root/ran");
    List<String> lines =
        Files.exists(ran)
            ? Files.readAllLines(ran).stream().map(String::strip).toList()
            : List.of();
    Files.deleteIfExists(ran);
    return lines;
  }

  private void openPool() throws Exception {
    host.run("mkdir", "-p", "/etc/fpm").orFail();
    Files.writeString(host.file("/etc/fpm/bob.conf"), "[bob]\n");
    host.run("chown", "bob", "/etc/fpm/bob.conf").orFail();
    host.run("chmod", "640", "/etc/fpm/bob.conf").orFail();
    standIn("fpm-test", 0);
    standIn("fpm-reload", 0);
    open(Also.POOL);
  }

  @Test
  void thePoolIsTakenOutAndComesBackAsItWas() throws Exception {
    openPool();
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(host.file("/etc/fpm/bob.conf")).doesNotExist();
    assertThat(place.steps())
        .contains(
            "mv -n -- /etc/fpm/bob.conf /etc/fpm/bob.conf.suspending",
            "fpm-test || mv -n -- /etc/fpm/bob.conf.suspending /etc/fpm/bob.conf",
            "fpm-reload now",
            "mv -n -- /etc/fpm/bob.conf.suspending /etc/fpm/bob.conf.suspended");
    assertThat(ran()).containsExactly("fpm-test", "fpm-reload now");
    place.round();
    assertThat(place.steps()).isEmpty();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(ran()).containsExactly("fpm-test", "fpm-reload now");
    assertThat(host.run("stat", "-c", "%U %a", "/etc/fpm/bob.conf").output())
        .isEqualTo("bob 640\n");
    assertThat(host.run("ls", "/etc/fpm").output()).isEqualTo("bob.conf\n");
  }

  @Test
  void aPoolIsReloadedWhereverItWasInterrupted() throws Exception {
    openPool();
    place.begin("l1", BOB, SUSPEND);
    for (int steps = 2; steps < 6; steps++) {
      place.interruptAfter(steps > 3 ? steps - 3 : steps);
      assertThat(place.round()).isFalse();
    }
    ran();
    assertThat(place.round()).isTrue();
    assertThat(ran()).containsExactly("fpm-test", "fpm-reload now");
    place.end(BOB);
    place.interruptAfter(3);
    assertThat(place.round()).isFalse();
    assertThat(ran()).containsExactly("fpm-test");
    assertThat(place.round()).isTrue();
    assertThat(ran()).containsExactly("fpm-test", "fpm-reload now");
    assertThat(host.run("ls", "/etc/fpm").output()).isEqualTo("bob.conf\n");
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  @Test
  void aPoolWithoutWhichFpmWouldNotStartStays() throws Exception {
    openPool();
    standIn("fpm-test", 78);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isFalse();
    assertThat(host.run("ls", "/etc/fpm").output()).isEqualTo("bob.conf\n");
    assertThat(ran()).containsExactly("fpm-test");
    assertThat(place.told().getFirst())
        .contains("fpm-test ended with 78, and what was changed is taken back");
  }

  @Test
  void workersOfThePoolAreEndedAndNothingElse() throws Exception {
    openPool();
    host.run("cp", "/bin/sleep", "/usr/bin/php-fpm8.4").orFail();
    run(1);
    host.run("sh", "-c", "setsid setpriv --reuid 2001 php-fpm8.4 600 > /dev/null 2>&1 &").orFail();
    Until.holds(() -> states().length() == 2);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    Until.holds(() ->
        host.run("ps", "-U", "2001", "-o", "state=,comm=")
            .output()
            .lines()
            .noneMatch(it -> it.contains("php-fpm") && !it.startsWith("Z")));
    assertThat(host.run("pgrep", "-U", "2001", "sleep").exit()).isZero();
  }

  @Test
  void webPagesAreTurnedOffByAFileThatIsGoneAgainAfterwards() throws Exception {
    host.run("mkdir", "-p", "/etc/vhosts").orFail();
    standIn("web-test", 0);
    standIn("web-reload", 0);
    open(Also.WEB);
    place.begin("l1", BOB, SUSPEND);
    place.interruptAfter(4);
    assertThat(place.round()).isFalse();
    assertThat(ran()).containsExactly("web-test");
    assertThat(place.round()).isTrue();
    assertThat(ran()).containsExactly("web-test", "web-reload");
    assertThat(Files.readString(host.file("/etc/vhosts/bob.conf")))
        .isEqualTo("# Weir: done\nreturn 503;\n");
    place.round();
    assertThat(ran()).isEmpty();
    place.end(BOB);
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    assertThat(place.round()).isTrue();
    assertThat(ran()).containsExactly("web-test", "web-reload");
    assertThat(host.file("/etc/vhosts/bob.conf")).doesNotExist();
  }

  @Test
  void aFileThatSomebodyElseHasPutThereIsLeft() throws Exception {
    host.run("mkdir", "-p", "/etc/vhosts").orFail();
    Files.writeString(host.file("/etc/vhosts/bob.conf"), "return 402;\n");
    open(Also.WEB);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isFalse();
    assertThat(place.told().getFirst()).contains("/etc/vhosts/bob.conf is there already");
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(Files.readString(host.file("/etc/vhosts/bob.conf"))).isEqualTo("return 402;\n");
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  @Test
  void jobsOfAtArePutAsideAndComeBackWithTheirOwner() throws Exception {
    host.run("mkdir", "-p", "/var/spool/cron/atjobs").orFail();
    for (String job : List.of("a0000101d3a4f0", "a0000201d3a4f0")) {
      Files.writeString(host.file("/var/spool/cron/atjobs/" + job), "#!/bin/sh\n");
      host.run("chmod", "700", "/var/spool/cron/atjobs/" + job).orFail();
    }
    host.run("chown", "bob", "/var/spool/cron/atjobs/a0000101d3a4f0").orFail();
    open(Also.AT);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(host.run("ls", "/var/spool/cron/atjobs").output()).isEqualTo("a0000201d3a4f0\n");
    place.round();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(host.run("stat", "-c", "%U %a", "/var/spool/cron/atjobs/a0000101d3a4f0").output())
        .isEqualTo("bob 700\n");
  }

  @Test
  void processesAreEndedAndWhatTheyWereIsWrittenDownBefore() throws Exception {
    run(3);
    host.run("sh", "-c", "kill -STOP $(pgrep -U 2001 -o)").orFail();
    open(Also.KILL);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(states().replace("Z", "")).isEmpty();
    assertThat(Files.readAllLines(host.file("/var/lib/weir/suspended.processes/bob")))
        .hasSize(3)
        .allMatch(it -> it.contains(": sleep: sleep 600"));
    run(1);
    assertThat(place.round()).isTrue();
    assertThat(states().replace("Z", "")).isEmpty();
    place.end(BOB);
    assertThat(place.round()).isTrue();
    assertThat(shadow()).isEqualTo("$6$salt$hash ");
  }

  private String states() {
    return host.run("ps", "-U", "2001", "-o", "state=").output().replaceAll("\\s", "");
  }

  /// Children of nobody here: whoever waits for one would be stopped with it.
  private void run(int processes) {
    int before = states().length();
    for (int i = 0; i < processes; i++) {
      host.run("sh", "-c", "setsid setpriv --reuid 2001 sleep 600 > /dev/null 2>&1 &").orFail();
    }
    Until.holds(() -> states().length() == before + processes);
  }

  @Test
  void processesStandStillAndOnlyThoseThatWeStoppedGoOn() throws Exception {
    run(3);
    host.run("sh", "-c", "kill -STOP $(pgrep -U 2001 -o)").orFail();
    Until.holds(() -> states().contains("T"));
    open(Also.FREEZE);
    place.begin("l1", BOB, SUSPEND);
    assertThat(place.round()).isTrue();
    assertThat(states()).isEqualTo("TTT");
    run(1);
    assertThat(place.round()).isTrue();
    assertThat(states()).isEqualTo("TTTT");
    place.end(BOB);
    assertThat(place.round()).isTrue();
    Until.holds(() -> states().chars().filter(c -> c == 'T').count() == 1);
    assertThat(host.run("ps", "-o", "state=", "-p", oldest()).output().strip()).isEqualTo("T");
  }

  private String oldest() {
    return host.run("pgrep", "-U", "2001", "-o").orFail().output().strip();
  }

  @Test
  void aSliceIsFrozenByTheKernelAndThawedAgain() throws Exception {
    String slice = slices + "/user-2001.slice";
    host.run("mkdir", "-p", "/sys/fs/cgroup");
    boolean isMounted =
        host.run("mount", "-t", "cgroup2", "none", "/sys/fs/cgroup").exit() == 0
            && host.run("mkdir", "-p", slice).exit() == 0;
    try {
      assumeTrue(
          isMounted && host.run("test", "-e", slice + "/cgroup.freeze").exit() == 0,
          "this machine lets nobody make a cgroup");
      run(1);
      host.run("sh", "-c", "echo " + oldest() + " > " + slice + "/cgroup.procs").orFail();
      open(Also.FREEZE);
      place.begin("l1", BOB, SUSPEND);
      assertThat(place.round()).isTrue();
      Until.holds(() -> events(slice).contains("frozen 1"));
      assertThat(states()).isNotEqualTo("T");
      place.end(BOB);
      assertThat(place.round()).isTrue();
      Until.holds(() -> events(slice).contains("frozen 0"));
    } finally {
      host.run("pkill", "-KILL", "-U", "2001");
      Until.holds(() ->
          host.run("sh", "-c", "rmdir " + slice + " " + slices + " 2>&1; test ! -e " + slices)
                  .exit()
              == 0);
    }
  }

  private String events(String slice) {
    return host.run("cat", slice + "/cgroup.events").output();
  }

  @Test
  void theKernelsWordsAboutAProcessAreRead(@TempDir Path proc) throws IOException {
    Path one = Files.createDirectory(proc.resolve("7"));
    Files.writeString(one.resolve("status"), "Name:\tx\nUid:\t2001\t2001\t2001\t2001\n");
    Files.writeString(
        one.resolve("stat"), "7 (a) T b) T 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0\n");
    Files.writeString(one.resolve("cgroup"), "1:name=x:/\n0::/user.slice/user-2001.slice/a\n");
    Files.createDirectory(proc.resolve("8"));
    assertThat(new UserProcesses(proc).of(2001))
        .containsExactly(
            new UserProcesses.Each(7, 'T', "4711", "/user.slice/user-2001.slice/a", "a) T b"));
    assertThat(new UserProcesses(proc).of(2002)).isEmpty();
  }
}
