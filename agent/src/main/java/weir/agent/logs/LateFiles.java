package weir.agent.logs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Files that another one follows: programs that had them open may write to them still. Not
/// thread-safe.
final class LateFiles {
  /// A rotated file is looked at for so long.
  static final Duration LINGER = Duration.ofHours(1);

  /// Beyond it the oldest one is given up.
  private static final int MOST = 4;

  private final Piece piece;
  private final Tally tally;
  private final InstantSource clock;
  private final Deque<Lingering> all = new ArrayDeque<>();

  private record Lingering(OpenFile file, Instant until) {}

  /// Reads a piece of a file.
  interface Reader {
    void read(OpenFile file) throws IOException;
  }

  /// @param piece what is read into, whoever reads
  LateFiles(Piece piece, Tally tally, InstantSource clock) {
    this.piece = piece;
    this.tally = tally;
    this.clock = clock;
  }

  /// One more; nobody writes to a packed one, which is closed.
  void add(OpenFile file) throws IOException {
    if (file.file().isPacked()) {
      file.close();
      return;
    }
    if (all.size() == MOST) {
      end(all.removeFirst().file);
    }
    all.addLast(new Lingering(file, clock.instant().plus(LINGER)));
  }

  /// Has what was written to them read, as long as there is a whole line.
  ///
  /// @return whether there was one
  boolean read(Reader reader) throws IOException {
    boolean any = false;
    for (Iterator<Lingering> each = all.iterator(); each.hasNext(); ) {
      Lingering late = each.next();
      while (hasLine(late.file)) {
        reader.read(late.file);
        any = true;
      }
      if (late.until.isBefore(clock.instant())) {
        each.remove();
        end(late.file);
      }
    }
    return any;
  }

  private boolean hasLine(OpenFile file) throws IOException {
    return file.unread() > 0 && piece.read(file) > 0 && piece.hasLine();
  }

  /// The half of a line at the end of a file to which nobody writes any more could be read as
  /// something that it does not say: it is shown and not read.
  private void end(OpenFile file) throws IOException {
    if (file.unread() > 0 && piece.read(file) > 0 && !file.isInLine()) {
      piece.rest((line, _, _) -> tally.unknown(line, false));
    }
    file.close();
  }

  /// How far each was read, the oldest first.
  List<FileMark> marks() {
    return all.stream().map(each -> each.file.mark()).toList();
  }

  List<FileHead> heads() {
    return all.stream().map(each -> each.file.head()).toList();
  }

  void forget() {
    all.clear();
  }

  void close() throws IOException {
    for (Lingering each : all) {
      each.file.close();
    }
  }
}
