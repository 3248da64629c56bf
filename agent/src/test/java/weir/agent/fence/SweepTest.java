package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import weir.agent.connections.Connection;
import weir.agent.connections.Makers;
import weir.agent.fence.Fence.Permitted;
import weir.agent.kernel.AsUser;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.net.IpPrefix;
import weir.testkit.peers.Far;

/// Connections that are open already, of users as whom nothing else connects.
final class SweepTest {
  private final Processes processes = new Processes(Path.of("/proc"));

  private Sweep sweep(long exempt) {
    return new Sweep(
        new Fence(
            new TreeSet<>(List.of(25)),
            new TreeSet<>(List.of(587)),
            List.of(new Permitted(IpPrefix.of("198.51.100.25"), 25)),
            new TreeSet<>(List.of(exempt)),
            new TreeSet<>(),
            true),
        processes,
        new Makers(processes, new ScriptFinder(processes, _ -> false)));
  }

  private static Socket open(long uid, String to, int port) throws InterruptedException {
    return AsUser.run(
        uid,
        () -> {
          Socket socket = new Socket();
          socket.connect(new InetSocketAddress(to, port), 5_000);
          return socket;
        });
  }

  @Test
  void whatWasOpenToServersThatAreNotPermittedIsEndedAndNothingElse() throws Exception {
    Far.run(() -> {
      try (Socket forbidden = open(2001, "198.51.100.99", 25);
          Socket six = open(2001, "2001:db8:51::99", 25);
          Socket permitted = open(2001, "198.51.100.25", 25);
          Socket observed = open(2001, "198.51.100.99", 587);
          Socket exempt = open(105, "198.51.100.98", 25)) {
        List<Connection> found = sweep(105).look();
        assertThat(found)
            .extracting(each -> each.socket().localPort())
            .containsExactlyInAnyOrder(forbidden.getLocalPort(), six.getLocalPort());
        assertThat(found).allSatisfy(each -> assertThat(each.maker()).isPresent());
        assertThat(Sweep.end(found)).hasSize(2);
        assertThat(sweep(105).look()).isEmpty();
        assertThat(permitted.getInputStream().read()).isEqualTo('2');
        assertThat(observed.getInputStream().read()).isEqualTo('2');
        assertThat(exempt.getInputStream().read()).isEqualTo('2');
      }
      return null;
    });
  }
}
