package weir.directory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Reads a file in a folder that its owner may change at any moment, also while it is opened: no
/// link is followed, a pipe keeps nobody waiting, and what is no plain file is not read.
///
/// Java looks at a name and then opens it, and waits at a pipe for its writer; whoever swaps the
/// two in between would hold the reader up for good. So each name is opened below the descriptor of
/// the one before it, and looked at by its own descriptor.
///
/// Constants are those of 64 bit Linux.
@SuppressWarnings("restricted") // the JDK has no door for this
final class CustomerFile {
  private static final boolean IS_ARM = System.getProperty("os.arch").equals("aarch64");
  private static final int O_CLOEXEC = 02000000;
  private static final int O_NONBLOCK = 04000;
  private static final int O_DIRECTORY = IS_ARM ? 040000 : 0200000;
  private static final int O_NOFOLLOW = IS_ARM ? 0100000 : 0400000;
  private static final int AT_FDCWD = -100;

  private static final int ENOENT = 2;
  private static final int ENOTDIR = 20;
  private static final int ELOOP = 40;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPENAT =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("openat"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(3));
  private static final MethodHandle CLOSE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private CustomerFile() {}

  /// All octets of a file.
  ///
  /// @param folder one that the customer cannot replace; links to it are followed
  /// @param names from there to the file, each without `/`
  /// @param most octets that it may have
  /// @throws NoSuchFileException when it is not there
  /// @throws IOException when it cannot be read, or is not to be: its sentence says why
  static byte[] read(Path folder, List<String> names, int most) throws IOException {
    int at = open(AT_FDCWD, folder.toString(), O_DIRECTORY);
    try {
      for (String name : names.subList(0, names.size() - 1)) {
        int next = open(at, name, O_DIRECTORY | O_NOFOLLOW);
        close(at);
        at = next;
      }
      int file = open(at, names.getLast(), O_NONBLOCK | O_NOFOLLOW);
      try {
        return octets(Path.of("/proc/self/fd/" + file), most);
      } finally {
        close(file);
      }
    } finally {
      close(at);
    }
  }

  /// @param open an open file, which is the same one whatever has its name now
  private static byte[] octets(Path open, int most) throws IOException {
    if (!Files.readAttributes(open, BasicFileAttributes.class).isRegularFile()) {
      throw new IOException("it is no plain file");
    }
    try (InputStream in = Files.newInputStream(open)) {
      byte[] octets = in.readNBytes(most + 1);
      if (octets.length > most) {
        throw new IOException("it has more than " + most + " octets");
      }
      return octets;
    }
  }

  private static int open(int folder, String name, int how) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(CAPTURED);
      int opened =
          (int) OPENAT.invokeExact(captured, folder, arena.allocateFrom(name), how | O_CLOEXEC);
      if (opened >= 0) {
        return opened;
      }
      int errno = (int) ERRNO.get(captured, 0L);
      throw errno == ENOENT
          ? new NoSuchFileException(name)
          : new IOException(
              errno == ELOOP || errno == ENOTDIR
                  ? name + " is a link, or no folder"
                  : name + " cannot be opened, errno " + errno);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  private static void close(int descriptor) throws IOException {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
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
