package weir.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time by which old things are deleted: the clock's, unless that has leapt.
///
/// A clock that is suddenly years ahead would have everything deleted at once, and at a start
/// nobody can tell whether it is wrong or the server stood still for so long. So a leap of more
/// than [#LONGEST_STEP] is not believed at first: meanwhile the time goes on from where it was, as
/// the server runs, the log and `/health` say so, and a person has [#LONGEST_STEP] to set the clock
/// right. A server that has run for so long by the new time believes it. The time of the clock is
/// never exceeded, so one that goes back deletes nothing either.
///
/// What was believed is kept in a file, since most clocks leap while nobody looks: between two
/// starts.
public final class RetentionClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(RetentionClock.class);

  /// The file's name in the server's folder.
  public static final String FILE = "retention-clock";

  /// What the clock may leap, or the server may have stood still, and is believed at once. One such
  /// step deletes something by so much too early at worst. There is no bound for many: a clock that
  /// goes ahead day after day by less than this is believed each time.
  static final Duration LONGEST_STEP = Duration.ofDays(7);

  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

  private final Path file;
  private final InstantSource clock;
  private final LongSupplier nanos;

  private Believed now;
  private long asked;
  private Instant written = Instant.MIN;
  private boolean failed;

  /// Read without the lock, under which the file is written: a slow disk must not keep `/health`.
  private volatile Optional<String> trouble = Optional.empty();

  private RetentionClock(Path file, Believed before, InstantSource clock, LongSupplier nanos) {
    this.file = file;
    this.now = before;
    this.clock = clock;
    this.nanos = nanos;
    this.asked = nanos.getAsLong();
  }

  /// Goes on from what the file says. Without one the clock is believed; with one that cannot be
  /// read nothing is deleted before [#LONGEST_STEP] is over.
  ///
  /// @param nanos time that only passes, as of [System#nanoTime]
  public static RetentionClock open(Path folder, InstantSource clock, LongSupplier nanos) {
    Path file = folder.resolve(FILE);
    RetentionClock opened = new RetentionClock(file, read(file, clock.instant()), clock, nanos);
    opened.instant();
    return opened;
  }

  private static Believed read(Path file, Instant shown) {
    try {
      return Believed.parse(Files.readString(file));
    } catch (NoSuchFileException first) {
      return Believed.at(shown);
    } catch (IOException | IllegalArgumentException e) {
      log.warn("{} cannot be read: {}", file, e.toString());
      return new Believed(Instant.EPOCH, shown, Duration.ZERO);
    }
  }

  /// What is older than the age that it may have by this time can go.
  @Override
  public synchronized Instant instant() {
    Instant shown = clock.instant();
    long asking = nanos.getAsLong();
    Believed before = now;
    now = before.after(Duration.ofNanos(asking - asked), shown);
    asked = asking;
    trouble = now.isAhead() ? Optional.of(why()) : Optional.empty();
    tell(before.isAhead(), now.isAhead());
    if (Duration.between(written, shown).abs().compareTo(WRITTEN_EVERY) >= 0) {
      write(shown);
    }
    return now.time();
  }

  /// Why less is deleted than the clock says; empty while it is believed.
  public Optional<String> trouble() {
    return trouble;
  }

  private String why() {
    return "the clock says %s and is not believed, by what passed since it is %s; nothing is deleted as too old by it before %s"
        .formatted(
            seconds(now.shown()),
            seconds(now.time()),
            seconds(now.shown().plus(LONGEST_STEP.minus(now.doubted()))));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Two processes that pass the folder on to each other write at the same time.
  static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
  }

  private void tell(boolean doubtedBefore, boolean doubts) {
    if (doubts && !doubtedBefore) {
      log.warn("{}", why());
    } else if (doubtedBefore && !doubts) {
      log.info("the clock is believed: what is too old by {} is deleted", seconds(now.shown()));
    }
  }

  private void write(Instant shown) {
    written = shown;
    try {
      now.write(file, next(file));
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        log.warn("{} cannot be written, it is tried again: {}", file, e.toString());
      }
      failed = true;
    }
  }
}
