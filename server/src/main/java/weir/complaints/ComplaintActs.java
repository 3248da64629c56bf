package weir.complaints;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The table of what people did.
final class ComplaintActs {
  private static final String ROWS = "SELECT name, complaint, at, what, by, note FROM act ";

  /// Acts that are shown of one complaint, or taken up at once.
  private static final String MOST = " ORDER BY id LIMIT 1000";

  private ComplaintActs() {}

  static void insert(Connection connection, ComplaintAct act) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO act(name, complaint, at, what, by, note, journaled)"
                + " VALUES(?, ?, ?, ?, ?, ?, 0)")) {
      insert.setString(1, act.id());
      insert.setLong(2, act.complaint());
      insert.setLong(3, act.at().toEpochMilli());
      insert.setString(4, act.what());
      insert.setString(5, act.by());
      insert.setString(6, act.note());
      insert.executeUpdate();
    }
  }

  static List<ComplaintAct> of(Connection connection, long complaint) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(ROWS + "WHERE complaint = ?" + MOST)) {
      query.setLong(1, complaint);
      return acts(query);
    }
  }

  static List<ComplaintAct> unjournaled(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(ROWS + "WHERE journaled = 0" + MOST)) {
      return acts(query);
    }
  }

  /// Nobody asks any more for what was done to a complaint that is forgotten.
  static void journaled(Connection connection, ComplaintAct act) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE act SET journaled = 1 WHERE name = ?")) {
      update.setString(1, act.id());
      update.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM act WHERE name = ?"
                + " AND NOT EXISTS (SELECT 1 FROM complaint WHERE complaint.id = act.complaint)")) {
      delete.setString(1, act.id());
      delete.executeUpdate();
    }
  }

  private static List<ComplaintAct> acts(PreparedStatement query) throws SQLException {
    List<ComplaintAct> acts = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        acts.add(
            new ComplaintAct(
                rows.getString("name"),
                rows.getLong("complaint"),
                Instant.ofEpochMilli(rows.getLong("at")),
                rows.getString("what"),
                rows.getString("by"),
                rows.getString("note")));
      }
    }
    return acts;
  }
}
