package weir.segments;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Rows of a segment that stand together, and the run that knows their terms.
///
/// @param run [#NONE] where no index has them yet
record Stretch(long first, long last, long run) {

  static final long NONE = -1;

  /// All that can have entries of the query's time, the newest first.
  static List<Stretch> of(Connection segment, Schema.State state, Query query) throws SQLException {
    if (state == Schema.State.EARLIER) {
      return List.of(new Stretch(1, Postings.LAST_ROW, NONE));
    }
    boolean sealed = state == Schema.State.SEALED;
    if (sealed && query.isOfAllTimes()) {
      return List.of(new Stretch(1, Postings.LAST_ROW, Schema.MERGED));
    }
    List<Stretch> found = new ArrayList<>();
    long before = 0;
    try (Statement statement = segment.createStatement();
        ResultSet spans =
            statement.executeQuery("SELECT last, oldest, newest FROM span ORDER BY last")) {
      while (spans.next()) {
        long last = spans.getLong(1);
        if (spans.getLong(2) <= query.lastMillis() && spans.getLong(3) >= query.firstMillis()) {
          found.add(new Stretch(before + 1, last, sealed ? Schema.MERGED : last));
        }
        before = last;
      }
    }
    if (!sealed) {
      found.add(new Stretch(before + 1, Postings.LAST_ROW, NONE));
    }
    return found.reversed();
  }

  boolean isIndexed() {
    return run != NONE;
  }
}
