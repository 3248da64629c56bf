package weir.leases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.response.Holding;
import weir.response.Response;
import weir.response.Target;
import weir.sqlite.Rows;

/// What was put where, and what could not be. Intent is written before each act, so that after a
/// crash it is known what may have been done. Not thread-safe.
public final class Holdings {
  private final Connection connection;

  Holdings(Connection connection) {
    this.connection = connection;
  }

  /// Everything that was put at a place and not taken since.
  public List<Held> at(String point) throws SQLException {
    return Rows.list(
        connection, Holdings::held, "SELECT * FROM holding WHERE point = ? ORDER BY since", point);
  }

  /// Everything, everywhere.
  public List<Held> all() throws SQLException {
    return Rows.list(connection, Holdings::held, "SELECT * FROM holding ORDER BY since, point");
  }

  /// What was put at a place for a target.
  public Optional<Held> find(String point, Target target) throws SQLException {
    return Rows.list(
            connection,
            Holdings::held,
            "SELECT * FROM holding WHERE point = ? AND target = ?",
            point,
            target.text())
        .stream()
        .findFirst();
  }

  /// Writes an intent, or that it is done.
  public void write(Held held) throws SQLException {
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO holding(point, target, lease, response, former, doing, since)"
            + " VALUES(?, ?, ?, ?, ?, ?, ?)",
        held.point(),
        held.target().text(),
        held.holding().lease(),
        held.holding().response().text(),
        held.holding().former(),
        held.doing().name(),
        held.since().toEpochMilli());
  }

  /// Nothing of ours is there any more.
  public void forget(String point, Target target) throws SQLException {
    Rows.change(
        connection, "DELETE FROM holding WHERE point = ? AND target = ?", point, target.text());
  }

  /// Something could not be done, or somebody else did something.
  ///
  /// @return whether it is new, or other words
  public boolean trouble(String point, String target, String words, Instant now)
      throws SQLException {
    Optional<Trouble> before =
        troubles().stream()
            .filter(it -> it.point().equals(point) && it.target().equals(target))
            .findFirst();
    boolean isNew = before.filter(it -> it.words().equals(words)).isEmpty();
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO trouble(point, target, words, since, times) VALUES(?, ?, ?, ?, ?)",
        point,
        target,
        words,
        isNew ? now.toEpochMilli() : before.orElseThrow().since().toEpochMilli(),
        isNew ? 1 : before.orElseThrow().times() + 1);
    return isNew;
  }

  /// It is well again.
  ///
  /// @return whether it was not
  public boolean well(String point, String target) throws SQLException {
    return Rows.change(
            connection, "DELETE FROM trouble WHERE point = ? AND target = ?", point, target)
        > 0;
  }

  /// What is not well now, the oldest first.
  public List<Trouble> troubles() throws SQLException {
    return Rows.list(
        connection,
        row ->
            new Trouble(
                row.getString("point"),
                row.getString("target"),
                row.getString("words"),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getInt("times")),
        "SELECT * FROM trouble ORDER BY since, point");
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getString("point"),
        Target.read(row.getString("target")).orElseThrow(() -> new SQLException("target")),
        new Holding(
            row.getString("lease"),
            Response.read(row.getString("response"))
                .orElseThrow(() -> new SQLException("response")),
            row.getString("former")),
        Held.Doing.valueOf(row.getString("doing")),
        Instant.ofEpochMilli(row.getLong("since")));
  }
}
