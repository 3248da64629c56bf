package weir.tracekeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.files.Durable;
import weir.tracing.TraceKey;
import weir.tracing.TraceKeys;

/// The keys in their file. Whoever asks looks at the file again from time to time, since another
/// server may have written it; mail does not wait for it: what cannot be read or written now leaves
/// the keys as they are, and a word in the log.
public final class KeyFile {
  /// How long the keys in memory are used before the file is looked at again.
  static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

  private final Path file;
  private final TraceSettings settings;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock looking = new ReentrantLock();
  private volatile TraceKeys keys;
  private volatile Instant looked;

  private KeyFile(Path file, TraceSettings settings, InstantSource clock, TraceKeys keys) {
    this.file = file;
    this.settings = settings;
    this.clock = clock;
    this.keys = keys;
    this.looked = Instant.MIN;
  }

  /// Opens the file, and makes it where it is not there and this server makes keys.
  ///
  /// @throws IOException when it cannot be read or made, with a sentence for the operator
  public static KeyFile open(Path file, TraceSettings settings, InstantSource clock)
      throws IOException {
    KeyFile opened = new KeyFile(file, settings, clock, new TraceKeys(List.of()));
    opened.look(clock.instant());
    return opened;
  }

  /// The keys of each moment by which tokens are made; none where no tokens are.
  ///
  /// @param folder of the server
  /// @throws IOException as of [#open]
  public static Supplier<TraceKeys> inUse(TraceSettings settings, Path folder, InstantSource clock)
      throws IOException {
    return settings.tokens()
        ? open(settings.file(folder), settings, clock)::keys
        : () -> new TraceKeys(List.of());
  }

  /// The keys in a file, which stays as it is; none where there is no file.
  public static TraceKeys read(Path file) throws IOException {
    try {
      return KeyText.read(Files.readAllLines(file, StandardCharsets.US_ASCII));
    } catch (NoSuchFileException _) {
      return new TraceKeys(List.of());
    }
  }

  /// The keys of this moment.
  public TraceKeys keys() {
    Instant now = clock.instant();
    if (now.isAfter(looked.plus(LOOK_AGAIN)) && looking.tryLock()) {
      try {
        look(now);
      } catch (IOException e) {
        looked = now;
        log.warn("keys of trace tokens: {}: {}", file, e.getMessage());
      } finally {
        looking.unlock();
      }
    }
    return keys;
  }

  private void look(Instant now) throws IOException {
    TraceKeys read = read(file);
    if (settings.makeKeys()) {
      TraceKeys wanted = wanted(read, now);
      if (!wanted.equals(read)) {
        write(wanted);
        read = wanted;
      }
    }
    keys = read;
    looked = now;
  }

  /// A key is of use for so long after the next one took its place: until then it sealed tokens.
  private TraceKeys wanted(TraceKeys now, Instant at) {
    List<TraceKey> kept = new ArrayList<>();
    List<TraceKey> all = now.keys();
    for (int i = 0; i < all.size(); i++) {
      boolean isOver =
          i + 1 < all.size() && all.get(i + 1).since().plus(settings.keysKept()).isBefore(at);
      if (!isOver) {
        kept.add(all.get(i));
      }
    }
    if (kept.isEmpty() || !at.isBefore(kept.getLast().since().plus(settings.newKeyAfter()))) {
      byte[] secret = new byte[TraceKey.LENGTH];
      random.nextBytes(secret);
      kept.add(new TraceKey(secret, at.truncatedTo(ChronoUnit.SECONDS)));
    }
    return new TraceKeys(kept);
  }

  private void write(TraceKeys wanted) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    byte[] text = KeyText.write(wanted).getBytes(StandardCharsets.US_ASCII);
    Durable.replace(file, out -> out.write(text));
  }
}
