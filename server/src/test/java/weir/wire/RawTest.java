package weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.wire.Ends.result;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RawTest {
  private static final long LONG = Duration.ofHours(1).toNanos();

  /// By it a session knows whether it has waited, or only computed.
  @Test
  void onlyTheTimeOfReadsIsCounted() throws Exception {
    try (Deadlines deadlines = new Deadlines();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel peer = SocketChannel.open(listener.getLocalAddress());
      Raw raw = new Raw(listener.accept(), deadlines);
      long most = Duration.ofMillis(20).toNanos();
      assertThatThrownBy(() -> raw.read(new byte[1], 0, 1, most, TimedOut.What.READ))
          .isInstanceOf(TimedOut.class);
      long waited = raw.reading();
      assertThat(waited).isGreaterThanOrEqualTo(most);
      Thread.sleep(20); // computing, as decrypting would be
      assertThat(raw.readNow(new byte[1], 0, 1)).isZero();
      assertThat(raw.reading()).isEqualTo(waited);
      raw.close();
      peer.close();
    }
  }

  @Test
  void aWaitThatTheWatchdogEndsIsTimedOutAndALastReplyStillLeaves() throws Exception {
    try (Deadlines deadlines = new Deadlines();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel peer = SocketChannel.open(listener.getLocalAddress());
      Raw raw = new Raw(listener.accept(), deadlines);
      FutureTask<Integer> waiting =
          new FutureTask<>(() -> raw.read(new byte[1], 0, 1, LONG, TimedOut.What.READ));
      Thread.ofVirtual().start(waiting);
      while (!waiting.isDone()) {
        raw.expire(System.nanoTime() + 2 * LONG);
      }

      assertThatThrownBy(() -> result(waiting))
          .isInstanceOfSatisfying(
              TimedOut.class, late -> assertThat(late.what()).isEqualTo(TimedOut.What.READ));
      raw.write(new byte[] {'4'}, 0, 1, LONG);
      raw.close();
      assertThat(peer.socket().getInputStream().readAllBytes()).containsExactly('4');
      peer.close();
    }
  }
}
