package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.files.OwnerOnly;
import weir.journal.Entry;
import weir.sqlite.Database;
import weir.verdict.Evidence;

/// Gets what stands in front of the damage out of a segment that was set aside, into a segment of
/// the same stamp, so that it is found again.
///
/// It works on copies: the log beside a file of SQLite belongs to it by its name, opening it
/// changes both, and what was set aside stays for people as it is.
final class Rescue implements AutoCloseable {
  private static final String FOLDER = "rescue";
  private static final int ENTRIES_AT_ONCE = 500;

  private final Connection records;
  private final RecordReader reader;
  private final PreparedStatement select;
  private final ResultSet rows;
  private final @Nullable Connection evidence;
  private boolean ended;
  private boolean evidenceEnded;

  /// @throws SQLException where not even the first entry can be read
  private Rescue(SegmentFile broken) throws SQLException {
    records = Database.write(broken.records());
    try {
      Schema.check(records);
      reader = new RecordReader(Kinds.of(records));
      select = records.prepareStatement("SELECT row, record FROM entry ORDER BY row");
      rows = select.executeQuery();
      evidence = Files.exists(broken.evidence()) ? Database.write(broken.evidence()) : null;
    } catch (SQLException e) {
      records.close();
      throw e;
    }
  }

  /// Octets that it takes on the disk at most while it lasts: a copy, and what is written anew.
  static long room(SegmentFile file) throws IOException {
    long octets = 0;
    for (Path aside : file.aside()) {
      octets += Files.size(aside);
    }
    return 2 * octets;
  }

  /// Writes a segment anew with what can be read of the one that was set aside.
  ///
  /// @return entries that are found again; with none there is no segment
  /// @throws IOException where what was read cannot be written; then nothing has changed
  static long of(SegmentFile file) throws IOException {
    Path work = file.folder().resolve(FOLDER);
    delete(work); // of a server that was killed meanwhile
    try {
      SegmentFile broken = in(work, "broken", file);
      for (Path aside : file.aside()) {
        Files.copy(aside, broken.folder().resolve(SegmentFile.nameBefore(aside)));
      }
      SegmentFile sound = in(work, "sound", file);
      long saved = copy(broken, sound);
      if (saved > 0) {
        move(sound.evidence(), file.evidence()); // first: whoever sees the records finds theirs
        move(sound.records(), file.records());
      }
      return saved;
    } catch (SQLException e) {
      throw new IOException(file + " cannot be written anew: " + e.getMessage(), e);
    } finally {
      delete(work);
    }
  }

  private static SegmentFile in(Path work, String name, SegmentFile file) throws IOException {
    return new SegmentFile(OwnerOnly.folder(work.resolve(name)), file.stamp());
  }

  private static long copy(SegmentFile broken, SegmentFile sound) throws SQLException, IOException {
    Rescue rescue;
    try {
      rescue = new Rescue(broken);
    } catch (SQLException nothingReadable) {
      return 0;
    }
    long saved = 0;
    try (rescue;
        Segment anew = Segment.open(sound)) {
      for (List<Entry> some = rescue.next(); !some.isEmpty(); some = rescue.next()) {
        saved += some.size() - anew.write(some);
      }
    }
    return saved;
  }

  /// The next entries; none at the end, which is where the damage begins. A record that is no entry
  /// is passed over.
  private List<Entry> next() {
    List<Entry> some = new ArrayList<>();
    while (!ended && some.size() < ENTRIES_AT_ONCE) {
      try {
        ended = !rows.next();
        if (!ended) {
          long row = rows.getLong(1);
          some.add(reader.entry(RecordReader.json(rows.getBytes(2)), evidence(row)));
        }
      } catch (SQLException damage) {
        ended = true;
      } catch (RuntimeException _) {
        // no entry
      }
    }
    return some;
  }

  private List<List<Evidence>> evidence(long row) {
    if (evidence == null || evidenceEnded) {
      return List.of();
    }
    try (PreparedStatement kept =
        evidence.prepareStatement("SELECT evidence FROM evidence WHERE row = ?")) {
      kept.setLong(1, row);
      try (ResultSet found = kept.executeQuery()) {
        return found.next()
            ? SegmentSearch.pieces(RecordReader.json(found.getBytes(1)))
            : List.of();
      }
    } catch (SQLException damage) {
      evidenceEnded = true;
      return List.of();
    } catch (RuntimeException noEvidence) {
      return List.of();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void delete(Path work) throws IOException {
    for (String part : List.of("broken", "sound")) {
      for (Path path : SegmentFile.files(work.resolve(part))) {
        Files.delete(path);
      }
      Files.deleteIfExists(work.resolve(part));
    }
    Files.deleteIfExists(work);
  }

  @Override
  public void close() throws SQLException {
    try (records;
        select) {
      if (evidence != null) {
        evidence.close();
      }
    }
  }
}
