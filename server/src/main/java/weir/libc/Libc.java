package weir.libc;

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
/// Calls are linked in groups of what is needed together, since each that is linked costs the start
/// some ten milliseconds.
///
/// Layouts and constants are those of 64 bit Linux, which x86-64 and AArch64 share unless told
/// otherwise.
@SuppressWarnings("restricted") // calling native code is what this class is for
public final class Libc {
  public static final int ENOENT = 2;
  public static final int ENOTDIR = 20;
  public static final int ELOOP = 40;
  private static final int EWOULDBLOCK = 11;

  /// For [#openBelow]: the folder in which the process works, which an absolute path leaves aside.
  public static final int AT_FDCWD = -100;

  public static final int O_NONBLOCK = 04000;
  private static final int O_CLOEXEC = 02000000;
  private static final boolean IS_ARM = System.getProperty("os.arch").equals("aarch64");
  public static final int O_DIRECTORY = IS_ARM ? 040000 : 0200000;
  public static final int O_NOFOLLOW = IS_ARM ? 0100000 : 0400000;

  private static final int O_RDWR_CREATE_CLOEXEC = 2 | 0100 | O_CLOEXEC;
  private static final int LOCK_EX_NB = 2 | 4;
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final short POLLIN = 1;
  private static final long TIOCGWINSZ = 0x5413;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final class Descriptors {
    static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static final class Locks {
    static final MethodHandle OPEN =
        variadic(2, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    static final MethodHandle FLOCK =
        call("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static final class Below {
    static final MethodHandle OPENAT =
        variadic(3, "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  }

  private static final class Terminals {
    static final MethodHandle IOCTL =
        variadic(2, "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  }

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

  /// @param fixed how many arguments come before the three dots of its declaration
  private static MethodHandle variadic(int fixed, String name, FunctionDescriptor shape) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        shape,
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(fixed));
  }

  /// A call that failed.
  public static final class Failed extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    private Failed(String call, int errno) {
      super(call + " failed, errno " + errno);
      this.errno = errno;
    }

    public int errno() {
      return errno;
    }
  }

  /// Opens a file for reading and writing, made for us alone (mode 0600) where it is not there.
  public static int open(Path path) throws IOException {
    return (int)
        result(
            "open",
            (arena, errno) -> {
              MemorySegment name = arena.allocateFrom(path.toString());
              return (int) Locks.OPEN.invokeExact(errno, name, O_RDWR_CREATE_CLOEXEC, 0600);
            });
  }

  /// Opens a file for reading, or a folder to go on from.
  ///
  /// @param folder an open one, or [#AT_FDCWD]
  /// @param name from there
  /// @param how `O_` words of this class
  public static int openBelow(int folder, String name, int how) throws IOException {
    return (int)
        result(
            "openat",
            (arena, errno) -> {
              MemorySegment below = arena.allocateFrom(name);
              return (int) Below.OPENAT.invokeExact(errno, folder, below, how | O_CLOEXEC);
            });
  }

  public static void close(int descriptor) throws IOException {
    result("close", (_, errno) -> (int) Descriptors.CLOSE.invokeExact(errno, descriptor));
  }

  /// Locks the open file for whoever holds a copy of this descriptor, in any process.
  ///
  /// @return false when somebody else has it
  public static boolean lock(int descriptor) throws IOException {
    try {
      result("flock", (_, errno) -> (int) Locks.FLOCK.invokeExact(errno, descriptor, LOCK_EX_NB));
      return true;
    } catch (Failed e) {
      if (e.errno == EWOULDBLOCK) {
        return false;
      }
      throw e;
    }
  }

  /// A socket for single messages to other processes of this machine.
  public static int datagramSocket() throws IOException {
    return (int)
        result(
            "socket",
            (_, errno) -> (int) Messages.SOCKET.invokeExact(errno, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0));
  }

  /// @param address a `sockaddr_un`, as long as it is used
  public static void sendTo(int socket, MemorySegment message, MemorySegment address)
      throws IOException {
    result(
        "sendto",
        (_, errno) ->
            (long)
                Messages.SENDTO.invokeExact(
                    errno,
                    socket,
                    message,
                    message.byteSize(),
                    MSG_NOSIGNAL,
                    address,
                    (int) address.byteSize()));
  }

  /// @param header a `msghdr`
  public static long sendMessage(int socket, MemorySegment header) throws IOException {
    return result(
        "sendmsg",
        (_, errno) -> (long) Messages.SENDMSG.invokeExact(errno, socket, header, MSG_NOSIGNAL));
  }

  /// @param header a `msghdr`; descriptors that come are not inherited by programs we start
  public static long receiveMessage(int socket, MemorySegment header) throws IOException {
    return result(
        "recvmsg",
        (_, errno) -> (long) Messages.RECVMSG.invokeExact(errno, socket, header, MSG_CMSG_CLOEXEC));
  }

  /// Whether there is something to read, waiting for it as long as told.
  public static boolean readable(int descriptor, int milliseconds) throws IOException {
    long ready =
        result(
            "poll",
            (arena, errno) -> {
              MemorySegment asked = arena.allocate(8, 4); // struct pollfd: fd, events, revents
              asked.set(JAVA_INT, 0, descriptor);
              asked.set(JAVA_SHORT, 4, POLLIN);
              return (int) Messages.POLL.invokeExact(errno, asked, 1L, milliseconds);
            });
    return ready > 0;
  }

  /// How wide a terminal is.
  ///
  /// @return its columns, 0 where it does not know; a failure says that it is none
  public static int columns(int descriptor) throws IOException {
    return (int)
        result(
            "ioctl",
            (arena, errno) -> {
              // struct winsize: short rows, columns, and two that nobody sets
              MemorySegment size = arena.allocate(8, JAVA_SHORT.byteAlignment());
              int done = (int) Terminals.IOCTL.invokeExact(errno, descriptor, TIOCGWINSZ, size);
              return done < 0 ? done : Short.toUnsignedInt(size.get(JAVA_SHORT, 2));
            });
  }

  private interface Call {
    /// @param arena of what is allocated for the call alone
    /// @param errno where the call leaves why it failed
    /// @return what the call returned, negative for a failure
    long run(Arena arena, MemorySegment errno) throws Throwable;
  }

  private static long result(String name, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(CAPTURED);
      long result = call.run(arena, captured);
      if (result < 0) {
        // After a success it is whatever was there before.
        throw new Failed(name, (int) ERRNO.get(captured, 0L));
      }
      return result;
    } catch (Throwable e) {
      throw asIo(e);
    }
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
