package weir.takeover;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import weir.libc.Libc;

/// The socket at which systemd would listen: one for datagrams, which the JDK has no door for.
@SuppressWarnings("restricted") // bind and recv are those of the C library
final class NotifySocket implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle BIND =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("bind"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECV =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("recv"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  private final int descriptor;

  private NotifySocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /// @param name a path, or an abstract name after `@`
  static NotifySocket at(String name) throws Throwable {
    byte[] path = name.replaceFirst("^@", "\0").getBytes(StandardCharsets.UTF_8);
    int descriptor = Libc.datagramSocket();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(110, 2); // struct sockaddr_un
      address.set(JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(path, 0, address, JAVA_BYTE, 2, path.length);
      int length = 2 + path.length + (path[0] == 0 ? 0 : 1);
      assertThat((int) BIND.invokeExact(descriptor, address, length)).as("bind").isZero();
    }
    return new NotifySocket(descriptor);
  }

  /// The next message; it has been sent already, or never is.
  String hear() throws Throwable {
    assertThat(Libc.readable(descriptor, 0)).as("something was said").isTrue();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocate(512);
      long length = (long) RECV.invokeExact(descriptor, message, 512L, 0);
      return new String(message.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.US_ASCII);
    }
  }

  @Override
  public void close() throws IOException {
    Libc.close(descriptor);
  }
}
