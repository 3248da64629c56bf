package weir.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/// What a program in the kernel writes for us: memory that both see. The kernel shows it twice in a
/// row, so that a record that begins at its end is in one piece.
final class RingBuffer implements AutoCloseable {
  private static final VarHandle LONG = JAVA_LONG.varHandle();
  private static final VarHandle INT = JAVA_INT.varHandle();

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  private static final int HEADER = 8;

  private final int map;
  private final int room;
  private final MemorySegment consumed;
  private final MemorySegment produced;
  private final long page;

  /// @param map of that type
  /// @param room octets of it
  RingBuffer(int map, int room) throws Refused {
    this.map = map;
    this.room = room;
    this.page = Libc.pageSize();
    this.consumed = Libc.mapped(map, 0, page, true, "the ring buffer");
    this.produced = Libc.mapped(map, page, page + 2L * room, false, "the ring buffer");
  }

  /// For any thread.
  ///
  /// @return whether there may be something to read; somebody may have read it already
  boolean await(Duration patience) throws Refused {
    return (long) LONG.getOpaque(consumed, 0L) < end()
        || Libc.waitFor(map, (int) patience.toMillis(), "the ring buffer");
  }

  /// Does not wait. One thread at a time.
  ///
  /// @return how many records were handed on; they are overwritten after it returns
  int read(Consumer<ByteBuffer> to) {
    long position = (long) LONG.get(consumed, 0L);
    int count = 0;
    while (position < end()) {
      long at = page + (position & (room - 1));
      int header = (int) INT.getAcquire(produced, at);
      if ((header & BUSY) != 0) {
        break; // it is being written
      }
      int length = header & ~DISCARDED;
      if ((header & DISCARDED) == 0) {
        to.accept(produced.asSlice(at + HEADER, length).asByteBuffer());
        count++;
      }
      position += HEADER + length + 7 & ~7;
      LONG.setRelease(consumed, 0L, position);
    }
    return count;
  }

  private long end() {
    return (long) LONG.getAcquire(produced, 0L);
  }

  @Override
  public void close() {
    Libc.unmap(consumed);
    Libc.unmap(produced);
  }
}
