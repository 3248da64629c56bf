package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.journal.Entry;

/// Searches the journal in its folder. Needs no running server and does not disturb one; what was
/// written a moment ago is found after the writer's next commit.
///
/// Runs on the caller's thread and reads files: a server calls it on a platform thread.
public final class JournalSearch {

  /// A transaction is written when it ends and carries the time it began: by so much an entry may
  /// be older than its segment.
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Path folder;

  public JournalSearch(Path folder) {
    this.folder = folder;
  }

  /// Whether anything was ever written down here.
  ///
  /// @throws IOException when the folder cannot be read
  public boolean exists() throws IOException {
    return !SegmentFile.list(folder).isEmpty();
  }

  /// Never fails as a whole because of one segment: what cannot be read is told in the answer.
  ///
  /// @throws IOException when the folder cannot be read
  public Found find(Query query) throws IOException {
    List<SegmentFile> segments = SegmentFile.list(folder);
    List<Entry> entries = new ArrayList<>();
    List<Entry.Gap> gaps = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = segments.size() - 1; i >= 0 && entries.size() < query.limit(); i--) {
      SegmentFile segment = segments.get(i);
      if (i + 1 < segments.size() && isOver(segments.get(i + 1), query)) {
        break;
      }
      if (!isTooNew(segment, query)) {
        search(segment, query, entries, gaps, problems);
      }
    }
    return new Found(entries, gaps, problems);
  }

  private static void search(
      SegmentFile segment,
      Query query,
      List<Entry> entries,
      List<Entry.Gap> gaps,
      List<String> problems) {
    try (SegmentSearch search = new SegmentSearch(segment)) {
      search.find(query, entries);
      search.gaps(query, gaps);
    } catch (SQLException | IOException e) {
      // Retention may delete a file between listing and opening it.
      if (Files.exists(segment.records())) {
        problems.add(segment + " cannot be read: " + e.getMessage());
      }
    }
  }

  /// Whether everything before this segment began is too old.
  private static boolean isOver(SegmentFile next, Query query) {
    return query.from().filter(from -> next.start().plus(LONGEST).isBefore(from)).isPresent();
  }

  private static boolean isTooNew(SegmentFile segment, Query query) {
    Instant oldest = segment.start().minus(LONGEST);
    return query.until().filter(until -> !oldest.isBefore(until)).isPresent();
  }
}
