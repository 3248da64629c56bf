package weir.agent.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import weir.observation.Observation;

/// Reads logs that were written already, from the oldest file to the newest, as a follower would
/// have read them. Not thread-safe.
public final class LogHistory {
  /// A file is not understood where fewer than one of so many lines are.
  private static final int FEW = 100;

  private final LogForm form;
  private final Function<Path, LogForm> forms;
  private final Tally tally = new Tally();
  private final Map<LogForm, LineReading> readings = new HashMap<>();
  private final Piece piece = new Piece();
  private final Set<FileHead> known;
  private final List<String> unreadable = new ArrayList<>();
  private final List<NotUnderstood> notUnderstood = new ArrayList<>();
  private int files;

  /// A file that is no log of a mail server, or of one in a form that is not known.
  ///
  /// @param lines of it
  /// @param understood of these
  public record NotUnderstood(Path file, long lines, long understood) {}

  public LogHistory(LogForm form) {
    this(form, _ -> form);
  }

  /// @param form that is told as theirs
  /// @param forms what the lines of each file are, the same one for files of the same log
  public LogHistory(LogForm form, Function<Path, LogForm> forms) {
    this(form, forms, new HashSet<>());
  }

  /// @param known beginnings of files that are not to be read again
  LogHistory(LogForm form, Function<Path, LogForm> forms, Set<FileHead> known) {
    this.form = form;
    this.forms = forms;
    this.known = known;
  }

  /// Whether a file is a log or what that was rotated into, by its place and name.
  ///
  /// @param log with a `*` in its name for a date, where that changes
  public static boolean isOf(Path log, Path file) {
    return new LogFamily(log).has(file);
  }

  /// The files of these logs, each with those that it was rotated into, the oldest first.
  ///
  /// @throws IOException when a folder cannot be read
  public static List<Path> files(List<Path> logs) throws IOException {
    Set<Path> all = new LinkedHashSet<>();
    for (Path log : logs) {
      LogFamily family = new LogFamily(log);
      all.addAll(family.rotated());
      family.current().filter(Files::exists).ifPresent(all::add);
    }
    List<Path> sorted = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (Path each : all) {
      Instant time = FileStamp.of(each).modified();
      int at = sorted.size();
      while (at > 0 && times.get(at - 1).isAfter(time)) {
        at--;
      }
      sorted.add(at, each);
      times.add(at, time);
    }
    return sorted;
  }

  /// Reads a file to its end; one that is another packed, or that was written last before a time,
  /// is left out. What cannot be read is noted.
  ///
  /// @param since nothing before that is told
  /// @param taker gets what each line tells
  public void read(Path path, Instant since, Consumer<Observation> taker) {
    try {
      FileStamp stamp = FileStamp.of(path);
      FileHead head = LogFile.headOf(path);
      if (stamp.modified().isBefore(since) || (head.length() > 0 && !known.add(head))) {
        return;
      }
      files++;
      Coverage before = coverage();
      OpenFile file = OpenFile.from(LogFile.open(path), head);
      try {
        read(file, reading(path), stamp.modified(), since, taker);
      } finally {
        file.close();
        judge(path, before, coverage());
      }
    } catch (IOException e) {
      unreadable.add(path + ": " + e.getMessage());
    }
  }

  private LineReading reading(Path path) {
    return readings.computeIfAbsent(forms.apply(path), it -> new LineReading(it, tally));
  }

  private void judge(Path path, Coverage before, Coverage after) {
    long lines = after.lines() - before.lines();
    long understood = lines - (after.unknown() - before.unknown());
    if (understood * FEW < lines) {
      notUnderstood.add(new NotUnderstood(path, lines, understood));
    }
  }

  private void read(
      OpenFile file,
      LineReading reading,
      Instant latest,
      Instant since,
      Consumer<Observation> taker)
      throws IOException {
    LineCutter.Taker lines =
        (line, _, _) -> {
          for (Observation seen : reading.read(line, latest)) {
            if (!seen.witness().at().isBefore(since)) {
              taker.accept(seen);
            }
          }
        };
    while (piece.read(file) > 0) {
      Piece.Cut cut = piece.cut(file, lines);
      if (cut.octets() == 0) {
        piece.rest((line, _, _) -> tally.unknown(line, false));
        break;
      }
      file.moveOn(cut.octets(), cut.isInLine());
    }
    reading.expire(latest);
  }

  /// Files that were read.
  int files() {
    return files;
  }

  /// How much was read, and understood.
  public Coverage coverage() {
    return tally.coverage(form, files == 1 ? "1 file" : files + " files");
  }

  /// Files of whose lines hardly any was understood, in the order in which they were read.
  public List<NotUnderstood> notUnderstood() {
    return List.copyOf(notUnderstood);
  }

  /// Files that could not be read, or not to their end, each with why.
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }
}
