package weir.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// What a command writes to.
///
/// Java's own console tells neither: it counts only where standard input is a terminal too, and
/// knows no width.
///
/// @param shows whether standard output goes to a terminal
/// @param columns how wide a line may be
public record Terminal(boolean shows, int columns) {
  private static final int STANDARD_OUTPUT = 1;
  private static final long TIOCGWINSZ = 0x5413; // of Linux on x86-64 and AArch64
  private static final long WINSIZE = 8; // four shorts: rows, columns, and two that nobody sets
  private static final long COLUMNS_IN_WINSIZE = 2;
  private static final int USUAL = 80;
  private static final int WIDEST = 1_000;

  /// As it is now: people change their windows.
  static Terminal now() {
    int asked = ask();
    return of(Optional.ofNullable(System.getenv("COLUMNS")), asked);
  }

  /// @param wanted the environment variable `COLUMNS`, which goes before what the terminal says
  /// @param asked what the terminal says: its columns, 0 where it does not know, -1 where there is
  ///   none
  static Terminal of(Optional<String> wanted, int asked) {
    int columns = wanted.map(Terminal::number).filter(it -> it > 0).orElse(asked);
    return new Terminal(asked >= 0, columns > 0 ? Math.min(columns, WIDEST) : USUAL);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  @SuppressWarnings("restricted") // the JDK has no door for this
  private static int ask() {
    Linker linker = Linker.nativeLinker();
    var ioctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(WINSIZE, JAVA_SHORT.byteAlignment());
      int failed = (int) ioctl.invokeExact(STANDARD_OUTPUT, TIOCGWINSZ, size);
      return failed == 0 ? Short.toUnsignedInt(size.get(JAVA_SHORT, COLUMNS_IN_WINSIZE)) : -1;
    } catch (Throwable e) {
      throw new IllegalStateException("ioctl cannot be called", e);
    }
  }
}
