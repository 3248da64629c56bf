package weir.incidents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The table of what people did.
final class IncidentActs {
  private static final String ROWS = "SELECT name, incident, at, what, by, note FROM act ";

  /// Acts that are shown of one incident, or taken up at once.
  private static final String MOST = " ORDER BY id LIMIT 1000";

  private IncidentActs() {}

  static void insert(Connection connection, IncidentAct act) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO act(name, incident, at, what, by, note, journaled)"
                + " VALUES(?, ?, ?, ?, ?, ?, 0)")) {
      insert.setString(1, act.id());
      insert.setString(2, act.incident());
      insert.setLong(3, act.at().toEpochMilli());
      insert.setString(4, act.what().word());
      insert.setString(5, act.by());
      insert.setString(6, act.note());
      insert.executeUpdate();
    }
  }

  static List<IncidentAct> of(Connection connection, String incident) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(ROWS + "WHERE incident = ?" + MOST)) {
      query.setString(1, incident);
      return acts(query);
    }
  }

  static List<IncidentAct> unjournaled(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(ROWS + "WHERE journaled = 0" + MOST)) {
      return acts(query);
    }
  }

  static void journaled(Connection connection, IncidentAct act) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE act SET journaled = 1 WHERE name = ?")) {
      update.setString(1, act.id());
      update.executeUpdate();
    }
  }

  private static List<IncidentAct> acts(PreparedStatement query) throws SQLException {
    List<IncidentAct> acts = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        acts.add(
            new IncidentAct(
                rows.getString("name"),
                rows.getString("incident"),
                Instant.ofEpochMilli(rows.getLong("at")),
                IncidentAct.What.of(rows.getString("what")),
                rows.getString("by"),
                rows.getString("note")));
      }
    }
    return acts;
  }
}
