package weir.passages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.attribution.Confidence;
import weir.observation.Origin;
import weir.sqlite.Database;

/// Which accounts linked to which sites, in messages that somebody of theirs wrote. What many
/// customers link to says nothing of the next who does.
final class LinkedRows {
  /// Rows that are kept; of more, those go of which nothing was seen for the longest.
  private static final int MOST = 1_000_000;

  private static final String PUT =
      "INSERT INTO linked(site, account, first, last) VALUES(?,?,?,?) ON CONFLICT(site, account)"
          + " DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)";

  private final Connection connection;

  LinkedRows(Connection connection) {
    this.connection = connection;
  }

  /// What is an account's by its sender's word only, which anybody can write, is nobody's here.
  void write(List<Laid> changed) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      for (Laid laid : changed) {
        boolean counts =
            laid.account().isPresent()
                && laid.confidence() != Confidence.CLAIMED
                && laid.passage().origin() == Origin.AUTHORED;
        if (counts) {
          bind(put, laid);
        }
      }
      put.executeBatch();
    }
  }

  private static void bind(PreparedStatement put, Laid laid) throws SQLException {
    long at = laid.passage().since().toEpochMilli();
    for (String site : laid.passage().likeness().links()) {
      put.setString(1, site);
      put.setString(2, laid.account().orElseThrow());
      put.setLong(3, at);
      put.setLong(4, at);
      put.addBatch();
    }
  }

  /// Accounts that linked to a site before a time, some of them.
  Set<String> linkedBy(String site, Instant before, int limit) throws SQLException {
    Set<String> accounts = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT account FROM linked WHERE site = ? AND first < ? LIMIT ?")) {
      statement.setString(1, site);
      statement.setLong(2, before.toEpochMilli());
      statement.setInt(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          accounts.add(rows.getString(1));
        }
      }
    }
    return accounts;
  }

  /// @param oldest what was seen last before this time, in milliseconds, goes
  void deleteBefore(long oldest) throws SQLException {
    delete("DELETE FROM linked WHERE last < ?", oldest);
    long more = Database.number(connection, "SELECT count(*) FROM linked") - MOST;
    if (more > 0) {
      delete(
          "DELETE FROM linked WHERE (site, account) IN"
              + " (SELECT site, account FROM linked ORDER BY last LIMIT ?)",
          more);
    }
  }

  private void delete(String statement, long value) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(statement)) {
      delete.setLong(1, value);
      delete.executeUpdate();
    }
  }
}
