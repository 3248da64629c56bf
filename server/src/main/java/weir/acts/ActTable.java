package weir.acts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The table `act` of a file: what people did, and whether the journal has it.
///
/// @param about the column with the id of what something was done to
/// @param making makes an act of a row
public record ActTable<A extends Act>(String about, Making<A> making) {
  /// Acts that are shown of one thing, or taken up at once.
  private static final String MOST = " ORDER BY id LIMIT 1000";

  /// What is read of a row.
  @FunctionalInterface
  public interface Making<A> {
    A of(String id, String about, Instant at, String word, String by, String note);
  }

  /// Writes an act down that the journal does not have yet.
  public void insert(Connection connection, A act) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO act(name, "
                + about
                + ", at, what, by, note, journaled) VALUES(?, ?, ?, ?, ?, ?, 0)")) {
      insert.setString(1, act.id());
      insert.setString(2, act.about());
      insert.setLong(3, act.at().toEpochMilli());
      insert.setString(4, act.word());
      insert.setString(5, act.by());
      insert.setString(6, act.note());
      insert.executeUpdate();
    }
  }

  /// What was done to one thing, the oldest first.
  public List<A> of(Connection connection, String id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(rows() + "WHERE " + about + " = ?" + MOST)) {
      query.setString(1, id);
      return acts(query);
    }
  }

  /// What the journal does not have yet, the oldest first.
  public List<A> unjournaled(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(rows() + "WHERE journaled = 0" + MOST)) {
      return acts(query);
    }
  }

  /// The journal has it.
  public void journaled(Connection connection, A act) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE act SET journaled = 1 WHERE name = ?")) {
      update.setString(1, act.id());
      update.executeUpdate();
    }
  }

  private String rows() {
    return "SELECT name, " + about + " AS about, at, what, by, note FROM act ";
  }

  private List<A> acts(PreparedStatement query) throws SQLException {
    List<A> acts = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        acts.add(
            making.of(
                rows.getString("name"),
                rows.getString("about"),
                Instant.ofEpochMilli(rows.getLong("at")),
                rows.getString("what"),
                rows.getString("by"),
                rows.getString("note")));
      }
    }
    return acts;
  }
}
