package weir.held;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import weir.sqlite.Database;

/// How long messages have been in the index: the time that passed while a server ran on it.
///
/// No clock is asked for it. One that goes on by a year was wrong before or is wrong now, and
/// nobody can tell which; and at a start it looks the same whether the server stood still for a
/// year or the clock is a year ahead. So neither ends a message. Each has its whole time while
/// somebody can look at it, and while the server runs its time passes.
final class HeldAge {
  /// A server that is killed forgets at most so much of the time that it ran, and keeps messages
  /// for so much longer.
  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

  private final Connection connection;
  private final LongSupplier nanos;
  private final long begun;
  private final long before;
  private long written;

  /// @param nanos time that only passes, as of [System#nanoTime]
  HeldAge(Connection connection, LongSupplier nanos) throws SQLException {
    this.connection = connection;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.before = Database.number(connection, "SELECT millis FROM ran");
    this.written = before;
  }

  /// For how long servers have run on this index, in milliseconds.
  long now() {
    return before + Duration.ofNanos(nanos.getAsLong() - begun).toMillis();
  }

  boolean isToBeWritten() {
    return now() - written >= WRITTEN_EVERY.toMillis();
  }

  /// Makes it durable. Where that fails it is tried again when it is next due.
  int write() throws SQLException {
    written = now();
    return HeldRows.update(
        connection, "INSERT OR REPLACE INTO ran(one, millis) VALUES(1, ?)", written);
  }

  /// When a row came, for those that take its place.
  long since(Key row) throws SQLException {
    return HeldRoom.read(
            connection,
            "SELECT coalesce(max(since), ?), 0 FROM held WHERE id = ? AND copy = ?",
            now(),
            row.id(),
            row.copy())
        .messages();
  }

  /// Rows of servers that knew no such time have their whole time from now on.
  int adopt() throws SQLException {
    return HeldRows.update(connection, "UPDATE held SET since = ? WHERE since IS NULL", now());
  }

  List<HeldMessage> older(Duration than, int limit) throws SQLException, IOException {
    return HeldRows.read(
        connection,
        "WHERE here = 1 AND state <> 'pending' AND since < ? ORDER BY since",
        _ -> true,
        limit,
        now() - than.toMillis());
  }

  int forget(Duration goneFor, int most) throws SQLException {
    HeldRows.remove(connection, "here = 0 AND since < ?", now() - goneFor.toMillis());
    return HeldRows.remove(
        connection,
        "n IN (SELECT n FROM held WHERE here = 0 ORDER BY since DESC, changed DESC LIMIT -1 OFFSET ?)",
        most);
  }
}
