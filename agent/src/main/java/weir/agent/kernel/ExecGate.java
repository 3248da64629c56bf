package weir.agent.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Whoever wants to execute certain files waits here for our word (fanotify(7), FAN_OPEN_EXEC_PERM
/// of Linux 5.0). It takes CAP_SYS_ADMIN. Files are marked by their inode, so that any name of them
/// counts and other files cost nothing.
///
/// When it is closed, or its process ends, the kernel lets all of them go on. One thread reads; any
/// number may answer.
public final class ExecGate implements AutoCloseable {
  private static final int CLASS_CONTENT = 0x04;
  private static final int CLOEXEC = 0x01;
  private static final int O_CLOEXEC = 0x80000;
  private static final int MARK_ADD = 1;
  private static final long OPEN_EXEC_PERM = 0x0004_0000L;
  private static final int ALLOW = 1;
  private static final int DENY = 2;
  private static final int VERSION = 3;

  /// struct fanotify_event_metadata.
  private static final int HEAD = 24;

  private static final int ROOM = 8 * 1024;
  private static final String WHAT = "a gate for programs (fanotify)";

  private final int descriptor;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment events = arena.allocate(ROOM, 8);
  private boolean open = true;

  private ExecGate(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Somebody waits.
  ///
  /// @param file a descriptor of the file; given up by the answer
  /// @param pid of his process, in our namespace; 0 where it is in none that we see
  public record Waiting(int file, long pid) {}

  /// Nothing is at the gate yet.
  public static ExecGate open() throws IOException {
    return new ExecGate(Libc.fanotify(CLASS_CONTENT | CLOEXEC, O_CLOEXEC, WHAT));
  }

  /// From now on whoever executes that file waits.
  ///
  /// @param file the file itself: what a link leads to is marked
  public void watch(Path file) throws IOException {
    Libc.mark(descriptor, MARK_ADD, OPEN_EXEC_PERM, file, WHAT + " on " + file);
  }

  /// Who has come since; waits for somebody that long.
  ///
  /// @throws IOException when the gate is closed, or the kernel writes in another version
  public List<Waiting> read(Duration patience) throws IOException {
    if (!Libc.waitFor(descriptor, (int) patience.toMillis(), WHAT)) {
      return List.of();
    }
    long size = Libc.read(descriptor, events, WHAT);
    List<Waiting> all = new ArrayList<>();
    for (long at = 0; at + HEAD <= size; ) {
      int length = events.get(ValueLayout.JAVA_INT, at);
      if (events.get(ValueLayout.JAVA_BYTE, at + 4) != VERSION || length < HEAD) {
        throw new IOException(WHAT + ": this kernel writes in another version");
      }
      int file = events.get(ValueLayout.JAVA_INT, at + 16);
      if (file >= 0) { // a negative one says that some were lost, who were let through
        all.add(new Waiting(file, events.get(ValueLayout.JAVA_INT, at + 20)));
      }
      at += length;
    }
    return all;
  }

  /// Lets him go on, or fails his execve(2) with EPERM. Once for each that waits.
  public synchronized void answer(Waiting waiting, boolean mayGoOn) throws IOException {
    if (!open) {
      return; // the kernel has answered
    }
    try (Arena short_ = Arena.ofConfined()) {
      MemorySegment answer = short_.allocate(8, 4); // struct fanotify_response
      answer.set(ValueLayout.JAVA_INT, 0, waiting.file());
      answer.set(ValueLayout.JAVA_INT, 4, mayGoOn ? ALLOW : DENY);
      Libc.write(descriptor, answer, WHAT);
    } finally {
      Libc.close(waiting.file());
    }
  }

  /// Lets everybody go on, who waits and who comes.
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      Libc.close(descriptor);
    }
  }
}
