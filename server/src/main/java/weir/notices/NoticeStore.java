package weir.notices;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.response.Response;
import weir.response.Target;
import weir.sqlite.Database;
import weir.sqlite.Rows;

/// The file of what has not arrived yet. Not thread-safe.
final class NoticeStore implements AutoCloseable {
  static final String FILE = "notices.db";

  /// Notices that wait for one receiver; of more, the new ones are only counted.
  static final int MOST = 1_000;

  /// Notices that wait in all.
  static final int MOST_IN_ALL = 100_000;

  private final Connection connection;

  /// Whom something waits for.
  ///
  /// @param customer an account's id; empty for staff
  record Key(String receiver, String customer) {}

  /// When it is told next, and how often that failed.
  ///
  /// @param lost notices that were not kept
  record Turn(Instant next, int fails, int lost) {
    static final Turn NOW = new Turn(Instant.EPOCH, 0, 0);
  }

  private NoticeStore(Connection connection) {
    this.connection = connection;
  }

  static NoticeStore open(Path folder) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      NoticeTables.prepare(connection);
      return new NoticeStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  void add(Key key, Notice notice) throws SQLException {
    boolean isFull =
        count("WHERE receiver = ? AND customer = ?", key.receiver(), key.customer()) >= MOST
            || count("") >= MOST_IN_ALL;
    if (isFull) {
      Turn turn = turn(key);
      write(key, new Turn(turn.next(), turn.fails(), turn.lost() + 1));
      return;
    }
    Rows.change(
        connection,
        "INSERT OR IGNORE INTO pending VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key.receiver(),
        key.customer(),
        notice.id(),
        notice.at().toEpochMilli(),
        notice.event().name(),
        notice.account().orElse(null),
        notice.target().map(Target::text).orElse(null),
        notice.response().map(Response::text).orElse(null),
        notice.lease().orElse(null),
        notice.incident().orElse(null),
        notice.until().map(Instant::toEpochMilli).orElse(null),
        notice.by(),
        notice.words());
  }

  private int count(String where, Object... values) throws SQLException {
    return Rows.list(
            connection, row -> row.getInt(1), "SELECT count(*) FROM pending " + where, values)
        .getFirst();
  }

  /// Everybody for whom something waits.
  List<Key> waiting() throws SQLException {
    return Rows.list(
        connection,
        row -> new Key(row.getString("receiver"), row.getString("customer")),
        "SELECT DISTINCT receiver, customer FROM pending");
  }

  /// What waits for one, the oldest first.
  List<Notice> pending(Key key) throws SQLException {
    return Rows.list(
        connection,
        NoticeStore::notice,
        "SELECT * FROM pending WHERE receiver = ? AND customer = ? ORDER BY at, id",
        key.receiver(),
        key.customer());
  }

  Turn turn(Key key) throws SQLException {
    return Rows.list(
            connection,
            row ->
                new Turn(
                    Instant.ofEpochMilli(row.getLong("next")),
                    row.getInt("fails"),
                    row.getInt("lost")),
            "SELECT * FROM turn WHERE receiver = ? AND customer = ?",
            key.receiver(),
            key.customer())
        .stream()
        .findFirst()
        .orElse(Turn.NOW);
  }

  void write(Key key, Turn turn) throws SQLException {
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO turn VALUES(?, ?, ?, ?, ?)",
        key.receiver(),
        key.customer(),
        turn.next().toEpochMilli(),
        turn.fails(),
        turn.lost());
  }

  /// They have arrived, or are given up.
  void forget(Key key, List<Notice> notices) throws SQLException {
    Database.transaction(
        connection,
        () -> {
          for (Notice notice : notices) {
            Rows.change(
                connection,
                "DELETE FROM pending WHERE receiver = ? AND customer = ? AND id = ?",
                key.receiver(),
                key.customer(),
                notice.id());
          }
          return notices;
        });
  }

  /// Turns that were over before a time, and mean nothing any more.
  void forgetTurnsBefore(Instant time) throws SQLException {
    Rows.change(
        connection,
        "DELETE FROM turn WHERE next < ? AND lost = 0 AND fails = 0",
        time.toEpochMilli());
  }

  private static Notice notice(ResultSet row) throws SQLException {
    long until = row.getLong("until");
    Optional<Instant> end =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    return new Notice(
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("at")),
        NoticeEvent.read(row.getString("event")).orElseThrow(() -> new SQLException("event")),
        Optional.ofNullable(row.getString("account")),
        Optional.ofNullable(row.getString("target")).flatMap(Target::read),
        Optional.ofNullable(row.getString("response")).flatMap(Response::read),
        Optional.ofNullable(row.getString("lease")),
        Optional.ofNullable(row.getString("incident")),
        end,
        row.getString("by"),
        row.getString("words"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
