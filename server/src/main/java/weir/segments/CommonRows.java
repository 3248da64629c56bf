package weir.segments;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The rows that have one term of each group: from row to row it jumps as far back as the term that
/// is seldomest there allows.
final class CommonRows {

  private final List<List<TermRows>> groups;

  CommonRows(Connection segment, List<List<String>> groups) {
    this.groups =
        groups.stream()
            .map(group -> group.stream().map(term -> new TermRows(segment, term)).toList())
            .toList();
  }

  /// The greatest row up to this one, as far as the run goes back; 0 for none.
  long upTo(long run, long row) throws SQLException {
    long candidate = row;
    boolean moved = true;
    while (moved && candidate > 0) {
      moved = false;
      for (List<TermRows> group : groups) {
        long next = 0;
        for (TermRows term : group) {
          next = Math.max(next, term.upTo(run, candidate));
        }
        moved |= next < candidate;
        candidate = next;
      }
    }
    return candidate;
  }
}
