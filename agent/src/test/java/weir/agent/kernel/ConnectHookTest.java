package weir.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import weir.socket.TcpSocket;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// A real program in a real kernel; each test opens connections in a network of its own, where
/// nobody answers, and hears of no others: theirs are the only ones to these addresses.
final class ConnectHookTest {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  // Of this build alone: another one may run on this kernel.
  private static final long PID = ProcessHandle.current().pid();
  private static final String HERE_4 = "10.%d.%d.".formatted(PID / 256 % 256, PID % 256);
  private static final String HERE_6 = "2001:db8:%x::".formatted(1 + PID % 65_535);

  private static ConnectHook opened() {
    try {
      return ConnectHook.open(Set.of(25, 465, 587));
    } catch (IOException e) {
      return Assumptions.abort("this kernel, or who we are, allows no hook: " + e.getMessage());
    }
  }

  @Test
  void aConnectionIsToldBeforeItLeavesWithProcessUserAndSocket() throws Exception {
    List<Connecting> told = new ArrayList<>();
    List<TcpSocket> sockets =
        OwnNetwork.run(() -> {
          try (ConnectHook hook = opened();
              SocketTable table = SocketTable.open();
              SocketChannel v4 = connecting(HERE_4 + "201", 25);
              SocketChannel v6 = connecting(HERE_6 + "25", 587);
              SocketChannel other = connecting(HERE_4 + "201", 80)) {
            Until.holds(() -> read(hook, told, HERE_4 + "201", HERE_6 + "25") == 2);
            return table.to(Set.of(25, 587));
          }
        });
    assertThat(told)
        .extracting(each -> each.to() + " " + each.port())
        .containsExactlyInAnyOrder(HERE_4 + "201 25", HERE_6 + "25 587");
    assertThat(told).allMatch(each -> each.pid() == ProcessHandle.current().pid());
    assertThat(told).allMatch(each -> each.uid() == 0 && each.group() != 0);
    assertThat(told).allMatch(each -> Math.abs(System.nanoTime() - each.nanos()) < 300e9);
    assertThat(told)
        .extracting(Connecting::cookie)
        .containsExactlyInAnyOrderElementsOf(
            sockets.stream().map(socket -> socket.cookie().orElseThrow()).toList());
  }

  @Test
  void aProcessThatHasEndedIsStillToldWithTheUserItHad() throws Exception {
    OwnNetwork.needs("bash");
    List<Connecting> told = new ArrayList<>();
    OwnNetwork.run(() -> {
      try (ConnectHook hook = opened();
          SocketTable table = SocketTable.open()) {
        Process ended =
            new ProcessBuilder(
                    "setpriv",
                    "--reuid=2001",
                    "--regid=2001",
                    "--clear-groups",
                    "bash",
                    "-c",
                    "exec 3<>/dev/tcp/" + HERE_4 + "202/25")
                .start();
        try {
          Until.holds(() -> !sockets(table).isEmpty());
        } finally {
          ended.destroyForcibly().waitFor();
        }
        Until.holds(() -> read(hook, told, HERE_4 + "202") == 1);
      }
      return null;
    });
    assertThat(told.getFirst().uid()).isEqualTo(2001);
    assertThat(told.getFirst().name()).isEqualTo("bash");
  }

  /// Records go around the end of the memory many times.
  @Test
  void moreThanFitsAtOnceIsReadWhole() throws Exception {
    int many = 3 * ConnectHook.ROOM / (Connecting.OCTETS + 8);
    List<Connecting> told = new ArrayList<>();
    OwnNetwork.run(() -> {
      try (ConnectHook hook = opened()) {
        for (int i = 0; i < many; i++) {
          connecting(HERE_4 + "203", 25).close();
          if (i % 1000 == 0) {
            read(hook, told, HERE_4 + "203");
          }
        }
        Until.holds(() -> read(hook, told, HERE_4 + "203") == many);
      }
      return null;
    });
    assertThat(told).extracting(Connecting::cookie).doesNotHaveDuplicates();
  }

  private static List<TcpSocket> sockets(SocketTable table) {
    try {
      return table.to(Set.of(25));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// @return how many of these were told so far
  private static int read(ConnectHook hook, List<Connecting> told, String... to) {
    try {
      hook.read(
          PATIENCE,
          each -> {
            if (List.of(to).contains(each.to().toString())) {
              told.add(each);
            }
          });
      return told.size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static SocketChannel connecting(String to, int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(new InetSocketAddress(InetAddress.getByName(to), port));
    return channel;
  }
}
