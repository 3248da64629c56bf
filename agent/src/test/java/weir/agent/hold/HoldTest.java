package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Makers;
import weir.agent.hold.Caught.By;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// Real scripts at a real fence, in networks of their own.
final class HoldTest {
  @TempDir private Path folder;

  @BeforeEach
  void onlyWithFence() throws IOException, InterruptedException {
    OnceLogged.isNeeded();
    OwnNetwork.needs("perl", "setpriv");
  }

  private final Processes processes = new Processes(Path.of("/proc"));
  private final Queue<Caught> caught = new ConcurrentLinkedQueue<>();

  private Makers makers() {
    return new Makers(
        processes, new ScriptFinder(processes, path -> path.startsWith(folder.toString())));
  }

  private Hold hold(int room) throws IOException, InterruptedException {
    OnceLogged.up(folder);
    return Hold.start(
        new Hold.Settings(OnceLogged.GROUP, room, Set.of(25, 587), "let"),
        processes,
        makers(),
        Clock.systemUTC(),
        _ -> {},
        caught::add);
  }

  @Test
  void aScriptIsNamedWhileItWaitsAndItsConnectionEnds() throws Exception {
    Path script = script();
    List<Integer> status =
        OwnNetwork.run(() -> {
          try (Hold hold = hold(PacketLogReader.ROOM)) {
            List<Process> sending =
                List.of(
                    as(2001, script, "203.0.113.9", 25), as(2002, script, "2001:db8:1::9", 587));
            List<Integer> ended = new ArrayList<>();
            for (Process each : sending) {
              ended.add(each.waitFor());
            }
            Until.holds(() -> caught.size() == 2);
            assertThat(hold.read()).isEqualTo(2);
            assertThat(hold.lost()).isZero();
            return ended;
          }
        });
    assertThat(status).containsExactly(103, 103); // ECONNABORTED, as the script says it
    assertThat(caught)
        .allSatisfy(each -> {
          assertThat(each.by()).isNotIn(By.NOBODY, By.NOT_LOOKED);
          assertThat(each.maker().flatMap(maker -> maker.script()).map(Script::path))
              .contains(script.toString());
          assertThat(each.packet().isFirst()).isTrue();
        });
    assertThat(caught)
        .extracting(each ->
            each.packet().uid().orElse(-1)
                + " "
                + each.packet().to()
                + " "
                + each.packet().toPort())
        .containsExactlyInAnyOrder("2001 203.0.113.9 25", "2002 2001:db8:1::9 587");
  }

  /// A guest's packets pass through, without a user: its socket is in its own network.
  @Test
  void aGuestIsNamedByItsSocketInItsOwnNetwork() throws Exception {
    OwnNetwork.needs("nsenter", "sysctl");
    Path script = script();
    Path rules = folder.resolve("forward");
    Files.writeString(
        rules,
        """
        table inet guests {
          chain forward {
            type filter hook forward priority -5; policy accept;
            tcp dport 25 log prefix "weir-l " group 25 snaplen 96 queue-threshold 1
            tcp dport 25 drop
          }
        }
        """);
    OwnNetwork.run(() -> {
      Process guest = new ProcessBuilder("unshare", "--net", "sleep", "100").start();
      try {
        String pid = Long.toString(guest.pid());
        Until.holds(() ->
            !processes.network(guest.pid()).equals(processes.network(ProcessHandle.current().pid()))
                && processes
                    .read(guest.pid())
                    .filter(it -> it.shown().startsWith("sleep"))
                    .isPresent());
        for (String line :
            List.of(
                "ip link add inner type veth peer name eth0 netns " + pid,
                "ip address add 10.9.0.1/24 dev inner",
                "ip link set inner up",
                "sysctl -q -w net.ipv4.ip_forward=1",
                "nsenter -n -t " + pid + " ip address add 10.9.0.2/24 dev eth0",
                "nsenter -n -t " + pid + " ip link set eth0 up",
                "nsenter -n -t " + pid + " ip route add default via 10.9.0.1",
                "nft -f " + rules)) {
          OwnNetwork.command(line.split(" "));
        }
        try (Hold _ = hold(PacketLogReader.ROOM)) {
          Process sending =
              new ProcessBuilder(
                      "nsenter", "-n", "-t", pid, "perl", script.toString(), "203.0.113.9", "25")
                  .start();
          try {
            Until.holds(() -> !caught.isEmpty());
          } finally {
            sending.destroyForcibly().waitFor();
          }
        }
      } finally {
        guest.destroyForcibly().waitFor();
      }
      return null;
    });
    Caught first = caught.element();
    assertThat(first.packet().uid()).isEmpty();
    assertThat(first.by()).isEqualTo(By.GUEST);
    assertThat(first.maker().flatMap(it -> it.script()).map(Script::path))
        .contains(script.toString());
  }

  /// Each process lives for one connection; those of two others go on to be named.
  @Test
  void oneUserDoesNotUseUpTheLooksOfOthers() throws Exception {
    Path script = script();
    OwnNetwork.run(() -> {
      try (Hold hold = hold(PacketLogReader.ROOM)) {
        flood(2001, 500).waitFor();
        List<Process> others =
            List.of(as(2002, script, "203.0.113.9", 25), as(2003, script, "203.0.113.9", 25));
        for (Process each : others) {
          each.waitFor();
        }
        Until.holds(() -> caught.size() == 502);
        assertThat(hold.read()).isEqualTo(502);
      }
      return null;
    });
    assertThat(caught.stream().filter(each -> each.by() == By.NOT_LOOKED))
        .allMatch(each -> uid(each) == 2001);
    for (long uid : new long[] {2002, 2003}) {
      Caught other = caught.stream().filter(each -> uid(each) == uid).findFirst().orElseThrow();
      assertThat(other.maker().flatMap(it -> it.script()).map(Script::path))
          .contains(script.toString());
    }
  }

  private static long uid(Caught each) {
    return each.packet().uid().orElse(-1);
  }

  /// With room for few packets nobody reads until the fence has counted all of them: most are lost,
  /// however fast this machine is. What is missing is a number as soon as one more is read.
  @Test
  void aLossIsANumber() throws Exception {
    long[] counted =
        OwnNetwork.run(() -> {
          OnceLogged.up(folder);
          try (PacketLogReader packets = PacketLogReader.open(OnceLogged.GROUP, 4096)) {
            assertThat(flood(2001, 2000).waitFor()).isZero();
            assertThat(denied()).isEqualTo(2000);
            long[] read = new long[1];
            for (int i = 0; i < 100 && read[0] + packets.lost() < denied(); i++) {
              flood(2001, 1).waitFor(); // its number shows how many are missing
              packets.read(Duration.ofMillis(100), _ -> read[0]++);
            }
            assertThat(read[0] + packets.lost()).isEqualTo(denied());
            return new long[] {read[0], packets.lost()};
          }
        });
    assertThat(counted[0]).as("what there was room for").isPositive().isLessThan(1000);
    assertThat(counted[1]).isGreaterThan(1000);
  }

  private static long denied() throws IOException {
    Process nft =
        new ProcessBuilder("nft", "list", "counter", "inet", "hold", "denied")
            .redirectErrorStream(true)
            .start();
    String listed = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Long.parseLong(listed.replaceAll("(?s).*packets (\\d+) .*", "$1"));
  }

  @Test
  void aGroupThatSomebodyReadsIsRefused() throws Exception {
    Optional<String> why =
        OwnNetwork.run(() -> {
          try (PacketLogReader first = PacketLogReader.open(OnceLogged.GROUP, 4096)) {
            try (PacketLogReader second = PacketLogReader.open(OnceLogged.GROUP, 4096)) {
              return Optional.empty();
            } catch (IOException e) {
              return Optional.of(String.valueOf(e.getMessage()));
            }
          }
        });
    assertThat(why).hasValueSatisfying(it -> assertThat(it).contains("not permitted"));
  }

  private Path script() throws IOException {
    Path script = folder.resolve("mailer.pl");
    Files.writeString(
        script,
        """
        use Socket qw(:DEFAULT getaddrinfo);
        my ($error, $to) = getaddrinfo($ARGV[0], $ARGV[1], { socktype => SOCK_STREAM });
        socket(S, $to->{family}, SOCK_STREAM, 6);
        connect(S, $to->{addr}) or exit($! + 0);
        """);
    for (Path each : List.of(folder, script)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return script;
  }

  private static Process as(int uid, Path script, String to, int port) throws IOException {
    return user(uid, "perl", script.toString(), to, Integer.toString(port));
  }

  /// Connections that wait for nothing, one after the other, of one process. Each leads to another
  /// address: a port that is used again would make it one that comes again.
  private static Process flood(int uid, int many) throws IOException {
    String code =
        "use Socket qw(:DEFAULT SOCK_NONBLOCK); my @all; for (1..%d) { socket(my $s, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 6);"
            + " connect($s, pack_sockaddr_in(25, pack('C4', 203, 0, $_ >> 8, $_ & 255))); close($s) }";
    return user(uid, "perl", "-e", code.formatted(many));
  }

  private static Process user(int uid, String... line) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
    all.addAll(List.of(line));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
