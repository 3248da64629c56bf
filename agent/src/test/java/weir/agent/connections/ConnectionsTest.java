package weir.agent.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Connection.Maker;
import weir.agent.kernel.SocketEnding;
import weir.agent.kernel.SocketTable;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.net.IpAddress;
import weir.socket.TcpSocket;
import weir.socket.TcpState;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// Real sockets and real programs, in a network of their own in which nobody answers.
final class ConnectionsTest {
  /// A user that no other build has: its kernel may be ours, which tells of all networks.
  private static final long OURS = 20_000 + ProcessHandle.current().pid() % 40_000;

  @TempDir private Path folder;

  private final Processes processes = new Processes(Path.of("/proc"));

  private Connections connections() {
    return new Connections(processes, makers(), MailPorts.USUAL);
  }

  private Makers makers() {
    return new Makers(
        processes, new ScriptFinder(processes, path -> path.startsWith(folder.toString())));
  }

  @Test
  void theKernelTellsOfSocketsToThesePortsAndNoOthers() throws Exception {
    List<TcpSocket> seen =
        OwnNetwork.run(() -> {
          try (SocketTable table = SocketTable.open();
              SocketChannel a = connecting("203.0.113.7", 25);
              SocketChannel b = connecting("2001:db8:1::25", 587);
              SocketChannel c = connecting("203.0.113.7", 80)) {
            assertThat(table.to(Set.of())).hasSize(3);
            return table.to(Set.of(24, 25, 465, 587));
          }
        });
    assertThat(seen)
        .extracting(socket -> socket.remote() + " " + socket.remotePort())
        .containsExactlyInAnyOrder("203.0.113.7 25", "2001:db8:1::25 587");
    assertThat(seen).allMatch(socket -> socket.state() == TcpState.SYN_SENT);
    assertThat(seen).allMatch(socket -> socket.uid() == 0 && socket.cookie().isPresent());
  }

  @Test
  void oneSocketIsFoundAndEnded() throws Exception {
    SocketEnding.isNeeded();
    OwnNetwork.run(() -> {
      try (SocketTable table = SocketTable.open();
          SocketChannel a = connecting("203.0.113.7", 25)) {
        TcpSocket socket = table.to(Set.of(25)).getFirst();
        IpAddress local = socket.local();
        int port = socket.localPort();
        assertThat(table.find(local, port, socket.remote(), 25)).contains(socket);
        assertThat(table.destroy(local, port, socket.remote(), 25)).isTrue();
        assertThat(table.find(local, port, socket.remote(), 25)).isEmpty();
        assertThat(table.destroy(local, port, socket.remote(), 25)).isFalse();
        assertThat(table.to(Set.of(25))).isEmpty(); // the table still answers
      }
      return null;
    });
  }

  private static SocketChannel connecting(String to, int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(new InetSocketAddress(InetAddress.getByName(to), port));
    return channel;
  }

  @Test
  void aScriptOfACustomerIsNamedWithItsUserAndItsFile() throws Exception {
    Path script = script();
    Connection connection =
        OwnNetwork.run(() -> {
          Process sending = started(script, "203.0.113.9", 25);
          try {
            Until.holds(() -> !look().isEmpty());
            return look().getFirst();
          } finally {
            sending.destroyForcibly().waitFor();
          }
        });
    assertThat(connection.uid()).contains(2001L);
    assertThat(connection.socket().remote()).hasToString("203.0.113.9");
    Maker maker = connection.maker().orElseThrow();
    assertThat(maker.script().orElseThrow().path()).isEqualTo(script.toString());
    assertThat(maker.process().programName()).isEqualTo("bash");
    assertThat(maker.parents()).isNotEmpty();
  }

  @Test
  void offendersAreRankedByWhatTheyOpened() throws Exception {
    Path script = script();
    Offenders offenders = new Offenders();
    OwnNetwork.run(() -> {
      List<Process> sending =
          List.of(
              started(script, "203.0.113.9", 25),
              started(script, "203.0.113.10", 25),
              started(script, "2001:db8:1::9", 587));
      try {
        Until.holds(() -> look().size() == 3);
        for (int looks = 0; looks < 3; looks++) { // each counts once
          offenders.add(
              connections().sockets(List.of()), connections(), Instant.EPOCH.plusSeconds(looks));
        }
      } finally {
        for (Process each : sending) {
          each.destroyForcibly().waitFor();
        }
      }
      return null;
    });
    assertThat(offenders.ranked()).hasSize(1);
    Offender offender = offenders.ranked().getFirst();
    assertThat(offender.who().what()).contains(script.toString());
    assertThat(offender.connections()).isEqualTo(3);
    assertThat(offender.destinations()).isEqualTo(3);
    assertThat(offender.processes()).isEqualTo(3);
    assertThat(offender.last()).isEqualTo(Instant.EPOCH);
  }

  /// Each ends as soon as its first packet left, sooner than anybody could look.
  @Test
  void theKernelTellsOfShortOnesToo() throws Exception {
    OwnNetwork.needs("perl", "setpriv");
    int many = 20;
    Offenders offenders = new Offenders();
    Optional<String> looked =
        OwnNetwork.run(() -> {
          CountDownLatch watched = new CountDownLatch(1);
          Thread sender = Thread.ofPlatform().start(() -> sendShortly(many, watched));
          return new Watching(connections(), makers(), MailPorts.USUAL, Clock.systemUTC())
              .watch(offenders, sender::isAlive, watched::countDown);
        });
    Assumptions.assumeTrue(looked.isEmpty(), looked::toString);
    long seen =
        offenders.ranked().stream()
            .filter(each -> each.who().uid().equals(Optional.of(OURS)))
            .mapToLong(Offender::connections)
            .sum();
    assertThat(seen).isEqualTo(many);
  }

  private static void sendShortly(int many, CountDownLatch watched) {
    String code =
        "use Socket qw(:DEFAULT SOCK_NONBLOCK); socket(S, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 6);"
            + " connect(S, pack_sockaddr_in(25, inet_aton('203.0.113.77')))";
    try {
      watched.await();
      for (int i = 0; i < many; i++) {
        as(OURS, "perl", "-e", code).waitFor();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Connection> look() {
    try {
      return connections().known(connections().sockets(List.of()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path script() throws IOException, InterruptedException {
    OwnNetwork.needs("bash", "setpriv");
    Path script = folder.resolve("mailer.sh");
    Files.writeString(script, "#!/bin/bash\nexec 3<>/dev/tcp/$1/$2\n");
    for (Path each : List.of(folder, script)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return script;
  }

  private static Process started(Path script, String to, int port) throws IOException {
    return as(2001, "bash", script.toString(), to, Integer.toString(port));
  }

  private static Process as(long uid, String... line) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
    all.addAll(List.of(line));
    return new ProcessBuilder(all).start();
  }
}
