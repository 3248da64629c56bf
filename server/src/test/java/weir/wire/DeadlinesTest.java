package weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  @Test
  void onlyTheOverdueAreClosedAndOnlyWhileTheyAreArmed() throws Exception {
    try (Ends due = Ends.open();
        Ends early = Ends.open();
        Deadlines deadlines = new Deadlines(() -> 0)) {
      SocketChannel dueChannel = due.wire.raw().channel();
      SocketChannel earlyChannel = early.wire.raw().channel();
      deadlines.arm(due.wire.raw(), 1_000);
      deadlines.arm(early.wire.raw(), 2_000);

      deadlines.sweep(999);
      assertThat(dueChannel.isOpen()).isTrue();

      deadlines.sweep(1_000);
      assertThat(dueChannel.isOpen()).isFalse();
      assertThat(earlyChannel.isOpen()).isTrue();

      deadlines.disarm(early.wire.raw());
      deadlines.sweep(3_000);
      assertThat(earlyChannel.isOpen()).isTrue();
    }
  }
}
