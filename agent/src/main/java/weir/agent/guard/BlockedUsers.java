package weir.agent.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Users who may hand in nothing now, by a file: a uid a line, `#` for remarks. It is read again
/// once a second where anybody asks; without it nobody is blocked. Where it cannot be read, or has
/// another line, it stays as it was. Any number of threads may ask.
public final class BlockedUsers implements LongPredicate {
  /// Users of a host; a file with more is not taken.
  static final int MOST = 100_000;

  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final Logger log = LoggerFactory.getLogger(BlockedUsers.class);

  private final Path file;
  private final LongSupplier nanos;
  private Set<Long> blocked = Set.of();
  private long read;

  /// @param nanos a clock that only goes on, [System#nanoTime]
  public BlockedUsers(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.read = nanos.getAsLong() - FRESH;
  }

  @Override
  public synchronized boolean test(long uid) {
    long now = nanos.getAsLong();
    if (now - read >= FRESH) {
      read = now;
      look();
    }
    return blocked.contains(uid);
  }

  private void look() {
    try {
      Set<Long> now = new HashSet<>();
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          now.add(Long.parseLong(text));
        }
        if (now.size() > MOST) {
          throw new IOException("more than " + MOST + " users");
        }
      }
      blocked = Set.copyOf(now);
    } catch (NoSuchFileException _) {
      blocked = Set.of();
    } catch (IOException | NumberFormatException e) {
      log.warn("blocked users stay as they were: {}: {}", file, e.getMessage());
    }
  }
}
