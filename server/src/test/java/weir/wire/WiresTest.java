package weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.wire.Ends.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WiresTest {
  private final Wires wires = new Wires(WireSettings.DEFAULT);

  @AfterEach
  void close() {
    wires.close();
  }

  @Test
  void arithmeticWhoseTimeIsOverIsNotBegun() {
    AtomicBoolean begun = new AtomicBoolean();
    assertThatThrownBy(() -> wires.compute(() -> begun.set(true), System.nanoTime() - 1))
        .isInstanceOfSatisfying(
            TimedOut.class, late -> assertThat(late.what()).isEqualTo(TimedOut.What.HANDSHAKE));
    assertThat(begun).isFalse();
  }

  @Test
  void handshakesThatWaitForAThreadEndWhenTheWiresClose() throws Exception {
    long due = System.nanoTime() + Duration.ofHours(1).toNanos();
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    CountDownLatch busy = new CountDownLatch(threads);
    List<FutureTask<Boolean>> handshakes = new ArrayList<>();
    for (int i = 0; i < threads + 1; i++) {
      FutureTask<Boolean> handshake =
          new FutureTask<>(() -> {
            wires.compute(() -> untilInterrupted(busy), due);
            return true;
          });
      Thread.ofVirtual().start(handshake);
      handshakes.add(handshake);
    }
    busy.await();

    wires.close();

    for (FutureTask<Boolean> handshake : handshakes) {
      assertThatThrownBy(() -> result(handshake)).isInstanceOf(TlsFailed.class);
    }
  }

  private static void untilInterrupted(CountDownLatch busy) {
    busy.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
