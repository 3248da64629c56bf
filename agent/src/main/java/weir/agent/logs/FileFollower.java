package weir.agent.logs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.observation.Observation;
import weir.observation.Observations;

/// Follows the file of a log, and what it is rotated into.
///
/// A piece is read, joined and handed on; only when that was taken, the position moves. Position
/// and join are kept together from time to time. A process that is killed in between is followed by
/// one that reads from the last kept position again, comes to the same observations with the same
/// marks, and whoever takes them knows those by their marks. Not thread-safe.
final class FileFollower implements Follower {
  private final LogForm form;
  private final Path path;
  private final LogFamily family;
  private final LogSearch search;
  private final Observations observations;
  private final KeptFile keptFile;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final LineReading reading;
  private final Piece piece = new Piece();
  private final LateFiles late;
  private @Nullable OpenFile current;
  private @Nullable Pending pending;
  private long mark;
  private boolean begun;

  /// What is read next must not be numbered otherwise by the next process, whatever comes
  /// meanwhile.
  private boolean isToBeKept;

  private boolean isMissing;

  /// What was read and joined, and is not taken yet.
  private record Pending(OpenFile file, List<Observations.Told> told, Piece.Cut cut) {}

  /// @param told the mark up to which everything was taken before, 0 for a new source
  FileFollower(
      LogForm form,
      Path path,
      Observations observations,
      KeptFile keptFile,
      long told,
      InstantSource clock) {
    this.form = form;
    this.path = path;
    this.family = new LogFamily(path);
    this.search = new LogSearch(family);
    this.observations = observations;
    this.keptFile = keptFile;
    this.mark = told;
    this.clock = clock;
    this.reading = new LineReading(form, tally);
    this.late = new LateFiles(piece, tally, clock);
  }

  @Override
  public Coverage coverage() {
    return tally.coverage(form, path.toString());
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public boolean round() throws IOException {
    if (pending != null) {
      handOn(pending);
      isToBeKept = true;
      return true;
    }
    begin();
    if (isToBeKept) {
      keep();
    }
    boolean wasLate = late.read(this::readLate);
    OpenFile file = current;
    if (file == null) {
      return openFirst() || wasLate;
    }
    boolean more = read(file) || moveOn(file) || wasLate;
    long unread = file == current ? file.unread() : 0; // of the next file it is known next time
    tally.read(clock.instant(), unread, reading.size(), reading.evicted());
    if (isMissing) {
      tally.trouble(path + " is not there");
    }
    return more;
  }

  /// Takes up what was kept. Nothing is kept before the position is known again.
  private void begin() throws IOException {
    if (begun) {
      return;
    }
    Optional<Kept> before = Optional.empty();
    try {
      before = keptFile.read();
    } catch (IOException damaged) {
      keptFile.setAside();
      tally.gap("where it was read to is lost: " + damaged.getMessage());
    }
    if (before.isPresent()) {
      resume(before.get());
    } else if (mark > 0) {
      // Read again from its beginning it would be counted twice.
      mark = Marks.behindGap(mark);
      Optional<Path> now = family.current();
      if (now.isPresent()) {
        current = OpenFile.atEnd(LogFile.open(now.get()));
      }
    }
    begun = true;
  }

  private void resume(Kept before) throws IOException {
    late.forget();
    reading.resume(before);
    mark = before.mark();
    for (FileMark each : before.files().subList(0, before.files().size() - 1)) {
      Optional<Path> found = search.find(each);
      if (found.isPresent()) {
        late.add(OpenFile.at(LogFile.open(found.get()), each));
      }
    }
    FileMark last = before.files().getLast();
    Optional<Path> found = search.find(last);
    if (found.isPresent()) {
      current = OpenFile.at(LogFile.open(found.get()), last);
    } else {
      lost(last);
    }
  }

  /// The file that was read is not there any more in any form.
  private void lost(FileMark gone) throws IOException {
    if (search.isPacking(clock.instant())) {
      throw new IOException("a file of " + path + " is being packed");
    }
    if (gone.offset() > 0) {
      gap("the rest of the file that was read until " + gone.modified() + " is gone");
    }
    Optional<Path> next = search.after(gone.modified());
    if (next.isPresent()) {
      current = open(next.get());
    }
  }

  private void gap(String what) {
    tally.gap(what);
    mark = Marks.behindGap(mark);
    isToBeKept = true;
  }

  private boolean openFirst() throws IOException {
    Optional<Path> now = family.current();
    if (now.isEmpty()) {
      throw new NoSuchFileException(path.toString());
    }
    current = open(now.get());
    return true;
  }

  private static OpenFile open(Path path) throws IOException {
    LogFile file = LogFile.open(path);
    return OpenFile.from(file, file.isPacked() ? LogFile.headOf(path) : FileHead.EMPTY);
  }

  /// Reads what was written to a rotated file after the next one was begun. How that interleaves
  /// must not depend on the moment, so the position is kept before and after.
  private void readLate(OpenFile file) throws IOException {
    keep();
    read(file);
    keep();
  }

  /// Reads a piece of a file.
  ///
  /// @return whether it was worth the look
  private boolean read(OpenFile file) throws IOException {
    int read = piece.read(file);
    if (read < 0 && file == current) {
      truncated(file);
      return true;
    }
    if (read <= 0) {
      return false;
    }
    List<Observations.Told> told = new ArrayList<>();
    Piece.Cut cut = piece.cut(file, taker(file, told));
    if (cut.octets() > 0) {
      handOn(new Pending(file, told, cut));
      return true;
    }
    if (file.file().isPacked()) {
      piece.rest((line, _, _) -> tally.unknown(line, false));
      file.moveOn(read, false);
    }
    return false;
  }

  private LineCutter.Taker taker(OpenFile file, List<Observations.Told> told) {
    Instant latest = isCurrent(file) ? clock.instant() : file.modified();
    long base = mark - file.offset();
    return (line, start, isCut) -> {
      if (isCut) {
        tally.cut();
      }
      List<Observation> seen = reading.read(line, latest);
      if (!seen.isEmpty()) {
        told.add(new Observations.Told(base + start + 1, seen));
      }
    };
  }

  private boolean isCurrent(OpenFile file) {
    return file == current && !file.file().isPacked();
  }

  private void handOn(Pending all) throws IOException {
    pending = all;
    if (!all.told.isEmpty()) {
      observations.take(form.source(), all.told);
    }
    pending = null;
    all.file.moveOn(all.cut.octets(), all.cut.isInLine());
    mark += all.cut.octets();
  }

  /// A file that was truncated was copied before, if whoever did it wants its lines to be read.
  private void truncated(OpenFile file) throws IOException {
    FileMark before = file.mark();
    if (before.offset() == 0) {
      current = OpenFile.from(file.file(), FileHead.EMPTY);
      return;
    }
    Optional<Path> copy = search.copy(before);
    if (copy.isPresent()) {
      current = OpenFile.at(LogFile.open(copy.get()), before);
      file.close();
    } else {
      gap("the file was truncated, and there is no copy of what it was");
      current = OpenFile.from(file.file(), FileHead.EMPTY);
    }
    isToBeKept = true;
  }

  /// Goes on to the file that follows, if there is one.
  private boolean moveOn(OpenFile file) throws IOException {
    try {
      FileStamp stamp = FileStamp.of(family.current().orElse(path));
      isMissing = false;
      if (stamp.isSameFile(file.file().stamp())) {
        file.modified(stamp.modified());
        return false;
      }
    } catch (NoSuchFileException gone) {
      isMissing = true; // between a rename and the next file, or for good
    }
    Optional<Path> next = search.next(file.mark(), late.heads(), clock.instant());
    if (next.isEmpty()) {
      return false;
    }
    OpenFile opened = open(next.get());
    late.add(file);
    current = opened;
    isToBeKept = true;
    return true;
  }

  @Override
  public void keep() throws IOException {
    OpenFile file = current;
    if (file == null || pending != null) {
      return;
    }
    reading.expire(clock.instant());
    List<FileMark> marks = new ArrayList<>(late.marks());
    marks.add(file.mark());
    keptFile.write(new Kept(marks, Optional.empty(), mark, reading.lastLine(), reading.open()));
    isToBeKept = false;
  }

  @Override
  public void close() throws IOException {
    late.close();
    if (current != null) {
      current.close();
    }
  }
}
