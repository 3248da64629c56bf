package weir.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The file descriptors of this process: how many it may have (`ulimit -n`, `LimitNOFILE` of
/// systemd), and how many clients that is enough for.
public final class OpenFileLimit {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final String LINE = "Max open files";

  /// Kept for the journal, next hops, messages in files and commands: most clients need none of
  /// them most of the time, so a share of all is enough, and this many at least.
  private static final int KEPT = 200;

  private static final int KEPT_SHARE = 32;

  private OpenFileLimit() {}

  /// Clients at once for which there are descriptors, beside those that are open now; one at least.
  /// As many as one likes where the system does not tell.
  public static int clients() {
    try (Stream<String> limits = Files.lines(LIMITS);
        Stream<Path> open = Files.list(OPEN)) {
      return limits
          .filter(line -> line.startsWith(LINE))
          .findFirst()
          .map(
              line -> clients(line.substring(LINE.length()).strip().split(" ", 2)[0], open.count()))
          .orElse(Integer.MAX_VALUE);
    } catch (IOException | UncheckedIOException _) {
      return Integer.MAX_VALUE;
    }
  }

  /// @param most the soft limit, or `unlimited`
  static int clients(String most, long open) {
    if (!most.chars().allMatch(Character::isDigit)) {
      return Integer.MAX_VALUE;
    }
    long limit = Long.parseLong(most);
    return Math.clamp(limit - open - Math.max(KEPT, limit / KEPT_SHARE), 1, Integer.MAX_VALUE);
  }
}
