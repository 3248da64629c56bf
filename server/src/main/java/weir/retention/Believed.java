package weir.retention;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// What time it is, and what the clock says.
///
/// @param believed by what has passed since a clock was believed
/// @param shown by the clock
/// @param doubted for how long the server has run since the clock leapt
record Believed(Instant believed, Instant shown, Duration doubted) {

  static Believed at(Instant shown) {
    return new Believed(shown, shown, Duration.ZERO);
  }

  /// @param passed meanwhile, as far as the server ran
  /// @param shows the clock now
  Believed after(Duration passed, Instant shows) {
    Instant on = believed.plus(passed);
    if (isStep(on, shows)) {
      return at(shows);
    }
    boolean hasLeaptAgain = !isStep(shown.plus(passed), shows);
    Duration doubtedNow = hasLeaptAgain ? Duration.ZERO : doubted.plus(passed);
    return doubtedNow.compareTo(RetentionClock.LONGEST_STEP) >= 0
        ? at(shows)
        : new Believed(on, shows, doubtedNow);
  }

  private static boolean isStep(Instant from, Instant to) {
    return Duration.between(from, to).abs().compareTo(RetentionClock.LONGEST_STEP) <= 0;
  }

  /// Never later than the clock: what it has not come to, is not over.
  Instant time() {
    return believed.isBefore(shown) ? believed : shown;
  }

  /// The clock is too far ahead to be believed.
  boolean isAhead() {
    return !isStep(believed, shown) && shown.isAfter(believed);
  }

  /// @throws IllegalArgumentException for what [#write] does not write
  static Believed parse(String text) {
    String[] words = text.strip().split(" ");
    if (words.length != 3) {
      throw new IllegalArgumentException("it has no two times and a duration");
    }
    try {
      return new Believed(
          Instant.parse(words[0]), Instant.parse(words[1]), Duration.parse(words[2]));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it has no two times and a duration", e);
    }
  }

  /// Durable before it takes the place of what was there: a file that a crash left empty would have
  /// nothing deleted for a week.
  ///
  /// @param next where it is written first, beside the file and no other process's
  void write(Path file, Path next) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(
          ByteBuffer.wrap((believed + " " + shown + " " + doubted + "\n").getBytes(US_ASCII)));
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
