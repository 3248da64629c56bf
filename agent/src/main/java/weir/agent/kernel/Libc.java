package weir.agent.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The calls of the C library that we make. Each throws what errno(3) says, repeats what a signal
/// interrupted, and else gives what the call gave.
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND =
      call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECV =
      call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle POLL = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle OPEN =
      variadic("open", JAVA_INT, 2, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle READ = call("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle MMAP =
      call("mmap", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle MUNMAP = call("munmap", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle SETFSUID = call("setfsuid", JAVA_INT, JAVA_INT);
  private static final MethodHandle SYSCONF = call("sysconf", JAVA_LONG, JAVA_INT);
  private static final MethodHandle SYSCALL =
      variadic("syscall", JAVA_LONG, 1, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final MethodHandle SETSOCKOPT =
      call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

  private static final MethodHandle LISTEN = call("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT =
      call("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle WRITE = call("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle FANOTIFY_INIT =
      call("fanotify_init", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle FANOTIFY_MARK =
      call("fanotify_mark", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS);

  /// Of each thread one: errno of its last call, and room for small structures.
  private static final ThreadLocal<MemorySegment> STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURED));

  private Libc() {}

  @SuppressWarnings("restricted") // what is called is declared right below
  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /// A function whose further arguments are of any number: some machines hand those over
  /// differently.
  @SuppressWarnings("restricted") // what is called is declared right above
  private static MethodHandle variadic(
      String name, MemoryLayout result, int fixed, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.firstVariadicArg(fixed),
        Linker.Option.captureCallState("errno"));
  }

  static int socket(int family, int type, int protocol, String what) throws Refused {
    return (int) run(what, state -> (int) SOCKET.invokeExact(state, family, type, protocol));
  }

  static void bind(int socket, MemorySegment address, String what) throws Refused {
    int size = (int) address.byteSize();
    run(what, state -> (int) BIND.invokeExact(state, socket, address, size));
  }

  static void send(int socket, MemorySegment octets, String what) throws Refused {
    send(socket, octets, 0, what);
  }

  static void send(int socket, MemorySegment octets, int flags, String what) throws Refused {
    long size = octets.byteSize();
    run(what, state -> (long) SEND.invokeExact(state, socket, octets, size, flags));
  }

  /// @return octets that were received, which is more than there is room for where it was cut
  static long receive(int socket, MemorySegment into, String what) throws Refused {
    long size = into.byteSize();
    return run(what, state -> (long) RECV.invokeExact(state, socket, into, size, MSG_TRUNC));
  }

  private static final int MSG_TRUNC = 0x20;

  /// Waits until something can be read.
  ///
  /// @return false where nothing came in that time
  static boolean waitFor(int descriptor, int milliseconds, String what) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocate(8, 4); // struct pollfd: fd, events, revents
      one.set(JAVA_INT, 0, descriptor);
      one.set(JAVA_INT, 4, POLLIN);
      return run(what, state -> (int) POLL.invokeExact(state, one, 1L, milliseconds)) > 0;
    }
  }

  /// Waits until something can be read from one of these; empty where nothing could in that time.
  static boolean[] waitFor(int[] descriptors, int milliseconds, String what) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(8L * descriptors.length, 4);
      for (int i = 0; i < descriptors.length; i++) {
        all.set(JAVA_INT, 8L * i, descriptors[i]);
        all.set(JAVA_INT, 8L * i + 4, POLLIN);
      }
      long many = descriptors.length;
      run(what, state -> (int) POLL.invokeExact(state, all, many, milliseconds));
      boolean[] can = new boolean[descriptors.length];
      for (int i = 0; i < can.length; i++) {
        can[i] = all.get(JAVA_INT, 8L * i + 4) >>> 16 != 0; // revents, of a low octet first
      }
      return can;
    }
  }

  private static final int POLLIN = 1;

  static void option(int socket, int level, int name, int value, String what) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocateFrom(JAVA_INT, value);
      run(what, state -> (int) SETSOCKOPT.invokeExact(state, socket, level, name, number, 4));
    }
  }

  static void listen(int socket, int most, String what) throws Refused {
    run(what, state -> (int) LISTEN.invokeExact(state, socket, most));
  }

  /// Whoever waits at a socket that listens; waits for him where nobody does.
  static int accept(int socket, String what) throws Refused {
    return (int)
        run(
            what,
            state ->
                (int)
                    ACCEPT.invokeExact(
                        state, socket, MemorySegment.NULL, MemorySegment.NULL, O_CLOEXEC));
  }

  /// A value of a socket that is a structure, such as SO_PEERCRED's.
  static void option(int socket, int level, int name, MemorySegment into, String what)
      throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocateFrom(JAVA_INT, (int) into.byteSize());
      run(what, state -> (int) GETSOCKOPT.invokeExact(state, socket, level, name, into, size));
    }
  }

  /// @return octets that were read; 0 at the end
  static long read(int descriptor, MemorySegment into, String what) throws Refused {
    long size = into.byteSize();
    return run(what, state -> (long) READ.invokeExact(state, descriptor, into, size));
  }

  static long write(int descriptor, MemorySegment octets, String what) throws Refused {
    long size = octets.byteSize();
    return run(what, state -> (long) WRITE.invokeExact(state, descriptor, octets, size));
  }

  static int fanotify(int flags, int eventFlags, String what) throws Refused {
    return (int) run(what, state -> (int) FANOTIFY_INIT.invokeExact(state, flags, eventFlags));
  }

  static void mark(int fanotify, int flags, long mask, Path file, String what) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(file.toString());
      run(
          what,
          state -> (int) FANOTIFY_MARK.invokeExact(state, fanotify, flags, mask, AT_FDCWD, path));
    }
  }

  private static final int AT_FDCWD = -100;

  /// A descriptor of a folder, for what wants one.
  static int openFolder(Path folder, String what) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(folder.toString());
      return (int)
          run(what, state -> (int) OPEN.invokeExact(state, path, O_DIRECTORY | O_CLOEXEC, 0));
    }
  }

  /// A descriptor of what stands at a name, whatever it is; a link is not followed. Nothing can be
  /// read by it, so that nothing keeps it waiting.
  static int openName(String path, boolean asFolder, String what) throws Refused {
    int flags = O_PATH | O_NOFOLLOW | O_CLOEXEC | (asFolder ? O_DIRECTORY : 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      return (int) run(what, state -> (int) OPEN.invokeExact(state, name, flags, 0));
    }
  }

  /// A descriptor of a file that is read without waiting.
  static int openToRead(Path file, String what) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(file.toString());
      return (int)
          run(what, state -> (int) OPEN.invokeExact(state, path, O_NONBLOCK | O_CLOEXEC, 0));
    }
  }

  private static final int O_NONBLOCK = 0x800;
  private static final int O_PATH = 0x200000;
  private static final int O_NOFOLLOW = isX86() ? 0x20000 : 0x8000;
  private static final int O_DIRECTORY = isX86() ? 0x10000 : 0x4000;
  private static final int O_CLOEXEC = 0x80000;

  private static boolean isX86() {
    return System.getProperty("os.arch").equals("amd64");
  }

  static long pageSize() throws Refused {
    return run("the size of a page", state -> (long) SYSCONF.invokeExact(state, SC_PAGESIZE));
  }

  private static final int SC_PAGESIZE = 30;

  /// Memory that is shared with what a descriptor stands for, until it is given up by [#unmap].
  @SuppressWarnings("restricted") // the kernel says that there is so much
  static MemorySegment mapped(int descriptor, long offset, long octets, boolean write, String what)
      throws Refused {
    int protection = write ? PROT_READ | PROT_WRITE : PROT_READ;
    long address =
        run(
            what,
            state ->
                (long)
                    MMAP.invokeExact(
                        state,
                        MemorySegment.NULL,
                        octets,
                        protection,
                        MAP_SHARED,
                        descriptor,
                        offset));
    return MemorySegment.ofAddress(address).reinterpret(octets);
  }

  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;

  static void unmap(MemorySegment memory) {
    long octets = memory.byteSize();
    try {
      int _ = (int) MUNMAP.invokeExact(STATE.get(), memory, octets);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Has this thread, and no other, open files and make sockets as a user. The call gives the
  /// former one and never fails, so that it is made twice.
  static void openFilesAs(long uid) throws Refused {
    run("another user", state -> (int) SETFSUID.invokeExact(state, (int) uid));
    long now = run("another user", state -> (int) SETFSUID.invokeExact(state, (int) uid));
    if (now != uid) {
      throw new Refused("sockets of another user", Refused.EPERM);
    }
  }

  /// bpf(2), for which the C library has no name.
  static int bpf(int command, MemorySegment attributes, String what) throws Refused {
    long number = isX86() ? 321 : 280;
    long size = attributes.byteSize();
    return (int)
        run(
            what,
            state -> (long) SYSCALL.invokeExact(state, number, (long) command, attributes, size));
  }

  /// A descriptor is given up whatever close(2) says.
  static void close(int descriptor) {
    try {
      int _ = (int) CLOSE.invokeExact(STATE.get(), descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// A call that gives -1 where it did not do what it should.
  private interface Call {
    long run(MemorySegment state) throws Throwable;
  }

  private static long run(String what, Call call) throws Refused {
    MemorySegment state = STATE.get();
    while (true) {
      long result;
      try {
        result = call.run(state);
      } catch (Throwable e) {
        throw new IllegalStateException(what, e);
      }
      if (result >= 0) {
        return result;
      }
      int errno = (int) ERRNO.get(state, 0L);
      if (errno != Refused.EINTR) {
        throw new Refused(what, errno);
      }
    }
  }
}
