package weir.takeover;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The few calls of the C library that the JDK has no door for. Every failure is an [IOException]
/// that names the call and its errno.
///
/// Layouts and constants are those of 64 bit Linux, which x86-64 and AArch64 share.
@SuppressWarnings("restricted") // calling native code is what this class is for
final class Libc {
  static final int EWOULDBLOCK = 11;

  private static final int O_RDWR_CREATE_CLOEXEC = 2 | 0100 | 02000000;
  private static final int LOCK_EX_NB = 2 | 4;
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final short POLLIN = 1;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("open"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle FLOCK =
      call("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  /// Calls that only a hand-over or systemd needs, apart because each that is linked costs the
  /// start some ten milliseconds.
  private static final class Messages {
    static final MethodHandle SOCKET =
        call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    static final MethodHandle SENDTO =
        call(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle SENDMSG =
        call("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle RECVMSG =
        call("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle POLL =
        call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  private Libc() {}

  private static MethodHandle call(String name, FunctionDescriptor shape) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
  }

  /// A call that failed.
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1;

    final int errno;

    Failed(String call, int errno) {
      super(call + " failed, errno " + errno);
      this.errno = errno;
    }
  }

  /// Opens a file for reading and writing, made for us alone (mode 0600) where it is not there.
  static int open(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      MemorySegment name = arena.allocateFrom(path.toString());
      return (int)
          checked("open", (int) OPEN.invokeExact(errno, name, O_RDWR_CREATE_CLOEXEC, 0600), errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  static void close(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      checked("close", (int) CLOSE.invokeExact(errno, descriptor), errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// Locks the open file for whoever holds a copy of this descriptor, in any process.
  ///
  /// @return false when somebody else has it
  static boolean lock(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      checked("flock", (int) FLOCK.invokeExact(errno, descriptor, LOCK_EX_NB), errno);
      return true;
    } catch (Failed e) {
      if (e.errno == EWOULDBLOCK) {
        return false;
      }
      throw e;
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// A socket for single messages to other processes of this machine.
  static int datagramSocket() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      return (int)
          checked(
              "socket",
              (int) Messages.SOCKET.invokeExact(errno, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0),
              errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// @param address a `sockaddr_un`, as long as it is used
  static void sendTo(int socket, MemorySegment message, MemorySegment address) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      checked(
          "sendto",
          (long)
              Messages.SENDTO.invokeExact(
                  errno,
                  socket,
                  message,
                  message.byteSize(),
                  MSG_NOSIGNAL,
                  address,
                  (int) address.byteSize()),
          errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// @param header a `msghdr`
  static long sendMessage(int socket, MemorySegment header) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      return checked(
          "sendmsg",
          (long) Messages.SENDMSG.invokeExact(errno, socket, header, MSG_NOSIGNAL),
          errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// @param header a `msghdr`; descriptors that come are not inherited by programs we start
  static long receiveMessage(int socket, MemorySegment header) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      return checked(
          "recvmsg",
          (long) Messages.RECVMSG.invokeExact(errno, socket, header, MSG_CMSG_CLOEXEC),
          errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// Whether there is something to read, waiting for it as long as told.
  static boolean readable(int descriptor, int milliseconds) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CAPTURED);
      MemorySegment asked = arena.allocate(8, 4); // struct pollfd: int fd, short events, revents
      asked.set(JAVA_INT, 0, descriptor);
      asked.set(JAVA_SHORT, 4, POLLIN);
      return checked("poll", (int) Messages.POLL.invokeExact(errno, asked, 1L, milliseconds), errno)
          > 0;
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// The errno of a call that succeeded is whatever was there before, so it is looked at after a
  /// failure only.
  private static long checked(String call, long result, MemorySegment captured) throws Failed {
    if (result < 0) {
      throw new Failed(call, (int) ERRNO.get(captured, 0L));
    }
    return result;
  }

  /// A method handle may throw anything; ours throw nothing that is not a defect.
  private static IOException asIo(Throwable e) {
    return switch (e) {
      case IOException io -> io;
      case Error error -> throw error;
      case RuntimeException defect -> throw defect;
      default -> new IOException(e);
    };
  }
}
