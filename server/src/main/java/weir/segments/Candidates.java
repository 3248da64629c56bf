package weir.segments;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The rows of a segment that may be what a search is for: by the index where there is one, and all
/// others.
final class Candidates {

  private final Connection segment;
  private final Schema.State state;

  Candidates(Connection segment) throws SQLException {
    this.segment = segment;
    this.state = Schema.state(segment);
  }

  /// Is shown a row, and answers whether it wants more.
  @FunctionalInterface
  interface Visitor {
    boolean visit(long row, byte[] record) throws SQLException, IOException;
  }

  /// Shows the rows, the newest first.
  ///
  /// @param time whose time they may have; what else it asks for is not looked at
  /// @param terms of each group they may have one
  void show(Query time, List<List<String>> terms, Visitor visitor)
      throws SQLException, IOException {
    boolean byTerms = !terms.isEmpty();
    CommonRows rows = new CommonRows(segment, terms);
    for (Stretch stretch : Stretch.of(segment, state, time)) {
      boolean more =
          byTerms && stretch.isIndexed()
              ? common(stretch, rows, visitor)
              : all(stretch, time, visitor);
      if (!more) {
        return;
      }
    }
  }

  private boolean common(Stretch stretch, CommonRows rows, Visitor visitor)
      throws SQLException, IOException {
    try (PreparedStatement select =
        segment.prepareStatement("SELECT record FROM entry WHERE row = ?")) {
      long row = rows.upTo(stretch.run(), stretch.last());
      while (row >= stretch.first()) {
        select.setLong(1, row);
        try (ResultSet found = select.executeQuery()) {
          if (found.next() && !visitor.visit(row, found.getBytes(1))) {
            return false;
          }
        }
        row = rows.upTo(stretch.run(), row - 1);
      }
    }
    return true;
  }

  private boolean all(Stretch stretch, Query time, Visitor visitor)
      throws SQLException, IOException {
    try (PreparedStatement select =
        segment.prepareStatement(
            "SELECT row, record FROM entry WHERE row BETWEEN ? AND ? AND at BETWEEN ? AND ?"
                + " ORDER BY row DESC")) {
      select.setLong(1, stretch.first());
      select.setLong(2, stretch.last());
      select.setLong(3, time.firstMillis());
      select.setLong(4, time.lastMillis());
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          if (!visitor.visit(found.getLong(1), found.getBytes(2))) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
