package weir.takeover;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import weir.libc.Libc;

/// Sends and receives one message with descriptors over a Unix stream socket (unix(7), SCM_RIGHTS).
final class Passing {
  /// The kernel's own bound, SCM_MAX_FD.
  static final int MOST = 253;

  /// Octets of a message. Linux keeps a message that carries descriptors in one piece.
  static final int LONGEST = 32 * 1024;

  // struct msghdr
  private static final int HEADER = 56;
  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int FLAGS = 48;

  // struct cmsghdr
  private static final int CONTROL_HEADER = 16;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;

  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_CTRUNC = 8;

  private Passing() {}

  /// What came.
  record Received(byte[] message, List<Integer> descriptors) {}

  static void send(int socket, byte[] message, List<Integer> descriptors) throws IOException {
    if (message.length == 0 || message.length > LONGEST || descriptors.size() > MOST) {
      throw new IOException("too much to hand over: " + descriptors.size() + " listeners");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment control = arena.allocate(space(descriptors.size()), 8);
      control.set(JAVA_LONG, 0, CONTROL_HEADER + 4L * descriptors.size());
      control.set(JAVA_INT, 8, SOL_SOCKET);
      control.set(JAVA_INT, 12, SCM_RIGHTS);
      for (int i = 0; i < descriptors.size(); i++) {
        control.set(JAVA_INT, CONTROL_HEADER + 4L * i, descriptors.get(i));
      }
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, message);
      long sent = Libc.sendMessage(socket, header(arena, bytes, control));
      if (sent != message.length) {
        throw new IOException("only " + sent + " of " + message.length + " octets were taken");
      }
    }
  }

  /// @throws IOException also when nothing comes in time
  static Received receive(int socket, int milliseconds) throws IOException {
    if (!Libc.readable(socket, milliseconds)) {
      throw new IOException("the running server does not answer");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(LONGEST);
      MemorySegment control = arena.allocate(space(MOST), 8);
      MemorySegment header = header(arena, bytes, control);
      long length = Libc.receiveMessage(socket, header);
      List<Integer> descriptors = descriptors(control, header.get(JAVA_LONG, CONTROL_LENGTH));
      if (length == 0 || (header.get(JAVA_INT, FLAGS) & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        closeAll(descriptors);
        throw new IOException("the running server did not hand over all its listeners");
      }
      return new Received(bytes.asSlice(0, length).toArray(JAVA_BYTE), descriptors);
    }
  }

  static void closeAll(List<Integer> descriptors) {
    for (int descriptor : descriptors) {
      try {
        Libc.close(descriptor);
      } catch (IOException e) {
        // It is no longer ours either way.
      }
    }
  }

  private static MemorySegment header(Arena arena, MemorySegment bytes, MemorySegment control) {
    MemorySegment iov = arena.allocate(16, 8); // struct iovec: base, length
    iov.set(ADDRESS, 0, bytes);
    iov.set(JAVA_LONG, 8, bytes.byteSize());
    MemorySegment header = arena.allocate(HEADER, 8);
    header.set(ADDRESS, IOV, iov);
    header.set(JAVA_LONG, IOV_COUNT, 1);
    header.set(ADDRESS, CONTROL, control);
    header.set(JAVA_LONG, CONTROL_LENGTH, control.byteSize());
    return header;
  }

  /// @param length octets of control data that the kernel wrote
  private static List<Integer> descriptors(MemorySegment control, long length) {
    List<Integer> found = new ArrayList<>();
    long at = 0;
    while (at + CONTROL_HEADER <= length) {
      long end = at + control.get(JAVA_LONG, at);
      if (end < at + CONTROL_HEADER || end > length) {
        break;
      }
      boolean rights =
          control.get(JAVA_INT, at + 8) == SOL_SOCKET
              && control.get(JAVA_INT, at + 12) == SCM_RIGHTS;
      for (long each = at + CONTROL_HEADER; rights && each + 4 <= end; each += 4) {
        found.add(control.get(JAVA_INT, each));
      }
      at = (end + 7) & ~7L;
    }
    return found;
  }

  /// CMSG_SPACE of so many descriptors.
  private static long space(int descriptors) {
    return CONTROL_HEADER + ((4L * descriptors + 7) & ~7L);
  }
}
