package weir.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.kernel.ConnectTrace.Traced;
import weir.net.IpAddress;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// The kernel's own tracing, at connections in a network where nobody answers.
final class ConnectTraceTest {
  // Of this build alone: another one may run on this kernel.
  private static final long PID = ProcessHandle.current().pid();
  private static final String HERE_4 = "10.%d.%d.211".formatted(PID / 256 % 256, PID % 256);
  private static final String HERE_6 = "2001:db8:%x::211".formatted(1 + PID % 65_535);

  @TempDir private Path folder;

  @Test
  void aConnectionIsToldWithItsThreadAndNothingIsLeftOfIt() throws Exception {
    List<Traced> told = new ArrayList<>();
    OwnNetwork.run(() -> {
      try (Tracefs tracefs = Tracefs.at(folder)) {
        try (ConnectTrace trace = tracefs.trace(Set.of(25, 587));
            SocketChannel _ = connecting(HERE_4, 25);
            SocketChannel _ = connecting(HERE_6, 587);
            SocketChannel _ = connecting(HERE_4, 80)) {
          Until.holds(() -> read(trace, told) >= 2);
        }
        try (Stream<Path> left = Files.list(folder.resolve("instances"))) {
          assertThat(left).isEmpty();
        }
      }
      return null;
    });
    assertThat(told)
        .extracting(each -> each.to() + " " + each.port())
        .containsExactlyInAnyOrder(HERE_4 + " 25", HERE_6 + " 587");
    assertThat(told).allMatch(each -> each.thread() > 0);
  }

  @Test
  void theNameOfAProcessIsItsOwnAndCannotBeTakenForTheRest() {
    String rest =
        " family=AF_INET protocol=IPPROTO_TCP sport=0 dport=25 saddr=192.0.2.10 daddr=198.51.100.9"
            + " saddrv6=::ffff:192.0.2.10 daddrv6=::ffff:198.51.100.9 oldstate=TCP_CLOSE"
            + " newstate=TCP_SYN_SENT";
    assertThat(
            ConnectTrace.line(
                "  a-1 [000] x: b-4711    [001] d..2. 123.456: inet_sock_set_state:" + rest))
        .contains(new Traced(4711, IpAddress.parse("198.51.100.9").orElseThrow(), 25));
    assertThat(ConnectTrace.line("CPU:0 [LOST 12 EVENTS]")).isEmpty();
    assertThat(ConnectTrace.line("inet_sock_set_state:" + rest)).isEmpty();
  }

  private static int read(ConnectTrace trace, List<Traced> told) {
    try {
      trace.read(
          Duration.ofMillis(100),
          each -> {
            if (List.of(HERE_4, HERE_6).contains(each.to().toString())) {
              told.add(each);
            }
          });
      return told.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SocketChannel connecting(String to, int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(new InetSocketAddress(to, port));
    return channel;
  }
}
