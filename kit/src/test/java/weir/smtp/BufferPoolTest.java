package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BufferPoolTest {

  @Test
  void aBufferGivenBackIsLeasedAgain() {
    BufferPool pool = Chunks.pool();
    byte[] first = pool.lease();
    pool.giveBack(first);
    assertThat(pool.lease()).isSameAs(first).hasSize(pool.size());
  }

  @Test
  void noMoreIdleBuffersAreKeptThanAllowed() {
    BufferPool pool = new BufferPool(BufferPool.SMALLEST, 1);
    byte[] kept = pool.lease();
    byte[] dropped = pool.lease();
    assertThat(pool.leased()).isEqualTo(2);
    pool.giveBack(kept);
    pool.giveBack(dropped);
    assertThat(pool.leased()).isZero();
    assertThat(pool.lease()).isSameAs(kept);
    assertThat(pool.lease()).isNotSameAs(dropped);
  }

  @Test
  void aForeignBufferIsRefused() {
    BufferPool pool = Chunks.pool();
    assertThatThrownBy(() -> pool.giveBack(new byte[pool.size()]))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] leased = pool.lease();
    assertThatThrownBy(() -> pool.giveBack(new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
    pool.giveBack(leased);
  }

  @Test
  void aBufferHoldsTheLongestLine() {
    assertThatThrownBy(() -> new BufferPool(BufferPool.SMALLEST - 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BufferPool.SMALLEST).isGreaterThan(LineReader.AUTH_LINE);
  }
}
