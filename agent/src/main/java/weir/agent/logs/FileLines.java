package weir.agent.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for the lines of a message in a log file and in what it was rotated into. Files that were
/// written last before the message are not opened, and of one that is not packed only the part of
/// that time is read. Used once.
final class FileLines {
  /// Lines stand about in the order of their times: a clock that is put back by an hour, in autumn
  /// or by hand, puts later lines before earlier ones.
  static final Duration DISORDER = Duration.ofMinutes(65);

  /// So many pieces whose last lines are of long after the time end the reading: one such line may
  /// be of a host whose clock is wrong.
  private static final int BEHIND = 2;

  private static final int PROBE = 64 * 1024;

  private final LogForm form;
  private final Sought sought;
  private final LogBudget budget;
  private final LineSieve sieve;
  private final LogExtent extent;
  private final Piece piece = new Piece();
  private final Set<FileHead> known = new HashSet<>();
  private Optional<String> stopped = Optional.empty();
  private int behind;
  private @Nullable String latestLine;

  FileLines(LogForm form, Sought sought, LogBudget budget) {
    this.form = form;
    this.sought = sought;
    this.budget = budget;
    this.sieve = new LineSieve(form, sought);
    this.extent = new LogExtent(sought);
  }

  LogSaid read(Path log) {
    try {
      stopped = budget.spent();
      List<Path> files = LogHistory.files(List.of(log));
      if (files.isEmpty()) {
        stopped = Optional.of("there is no " + log);
      }
      for (Path file : files) {
        if (stopped.isEmpty() && behind < BEHIND) {
          readFile(file);
        }
      }
    } catch (IOException e) {
      stopped = Optional.of(said(log, e));
    }
    return new LogSaid(
        form.source(),
        log.toString(),
        sieve.lines(),
        sieve.doubted(),
        sieve.more(),
        stopped,
        extent.completeness(sieve, form.hostsInLines(), stopped));
  }

  /// A file that cannot be read stops the whole: nobody knows what it has.
  private void readFile(Path path) {
    try {
      FileStamp stamp = FileStamp.of(path);
      if (stamp.modified().isBefore(sought.from().minus(DISORDER))) {
        return;
      }
      FileHead head = LogFile.headOf(path);
      if (head.length() > 0 && !known.add(head)) {
        return;
      }
      extent.nextFile();
      OpenFile file = open(path);
      try {
        read(file, stamp.modified());
      } finally {
        file.close();
      }
    } catch (IOException e) {
      stopped = Optional.of(said(path, e));
    }
  }

  /// Of these two the message is the name of the file, and no more.
  private static String said(Path path, IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> path + " may not be read by this user";
      case NoSuchFileException _ -> path + " was renamed or deleted meanwhile: try again";
      default -> path + ": " + e.getMessage();
    };
  }

  private OpenFile open(Path path) throws IOException {
    LogFile file = LogFile.open(path);
    try {
      long begin = file.isPacked() ? 0 : begin(file);
      FileStamp stamp = file.stamp();
      return OpenFile.at(
          file,
          new FileMark(
              stamp.device(),
              stamp.inode(),
              FileHead.EMPTY,
              begin,
              begin > 0, // it is found within a line
              stamp.modified()));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /// A place before all lines of the time, found by halving; 0 where none is.
  private long begin(LogFile file) throws IOException {
    Instant from = sought.from().minus(DISORDER);
    long low = 0;
    long high = file.size();
    while (high - low > Piece.SIZE) {
      long middle = low + (high - low) / 2;
      if (timeBehind(file, middle).filter(time -> time.isBefore(from)).isPresent()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The time of the first line behind a place.
  private Optional<Instant> timeBehind(LogFile file, long place) throws IOException {
    byte[] probe = new byte[PROBE];
    int length = file.read(probe, 0, PROBE, place);
    budget.spend(length);
    int from = 0;
    while (from < length && probe[from] != '\n') {
      from++;
    }
    Probe first = new Probe(file.modified());
    LineCutter.whole(probe, Math.min(from + 1, length), length, 0, first);
    return Optional.ofNullable(first.time);
  }

  private final class Probe implements LineCutter.Taker {
    private final Instant latest;
    private @Nullable Instant time;

    Probe(Instant latest) {
      this.latest = latest;
    }

    @Override
    public void take(String line, long start, boolean isCut) {
      if (time == null) {
        time = time(line, latest).orElse(null);
      }
    }
  }

  private Optional<Instant> time(String line, Instant latest) {
    return form.framing().read(line, latest).map(it -> it.time());
  }

  private void read(OpenFile file, Instant latest) throws IOException {
    boolean isFirst = true;
    int read;
    while ((read = piece.read(file)) > 0 && stopped.isEmpty() && behind < BEHIND) {
      latestLine = null;
      boolean first = isFirst;
      LineCutter.Taker taker =
          (line, _, _) -> {
            if (first && latestLine == null) {
              time(line, latest).ifPresent(extent::reaches);
            }
            latestLine = line;
            sieve.take(line, latest);
          };
      Piece.Cut cut = piece.cut(file, taker);
      if (cut.octets() == 0) {
        piece.rest(taker); // the last line has no end
      }
      isFirst = false;
      budget.spend(Math.max(cut.octets(), 1));
      file.moveOn(cut.octets(), cut.isInLine());
      stopped = budget.spent();
      reached(latest);
      if (cut.octets() == 0) {
        return;
      }
    }
    if (read < 0) {
      stopped = Optional.of("it was truncated meanwhile");
    }
  }

  private void reached(Instant latest) {
    if (latestLine == null) {
      return;
    }
    time(latestLine, latest)
        .ifPresent(time -> {
          extent.reaches(time);
          behind = time.isAfter(sought.until().plus(DISORDER)) ? behind + 1 : 0;
        });
  }
}
