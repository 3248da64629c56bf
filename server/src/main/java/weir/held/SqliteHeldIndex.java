package weir.held;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import weir.sqlite.Database;

/// The index of one node: a single SQLite file.
///
/// A commit is on the disk when it returns (`synchronous = FULL`). One connection serves all
/// threads, one after the other: none of its statements takes longer than a commit.
final class SqliteHeldIndex implements HeldIndex {
  private final Connection connection;

  /// Whose rows are not foreign: one process, or one instance in a test.
  private final String owner;

  private final HeldAge age;

  private SqliteHeldIndex(Connection connection, String owner, HeldAge age) {
    this.connection = connection;
    this.owner = owner;
    this.age = age;
  }

  /// Opens the index, or makes an empty one.
  ///
  /// @param owner of the rows that are pending from now on
  /// @param nanos time that only passes, as of [System#nanoTime]
  static SqliteHeldIndex open(Path file, String owner, LongSupplier nanos) throws IOException {
    try {
      Connection connection = Database.write(file);
      try {
        HeldRows.prepare(connection);
        return new SqliteHeldIndex(connection, owner, new HeldAge(connection, nanos));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Database.damaged(e)
          ? new Damaged(file + " is damaged: " + e.getMessage(), e)
          : new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /// The file is no index of ours.
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private interface Work<T> {
    T run() throws SQLException, IOException;
  }

  private <T> T read(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new IOException("the index of held messages: " + e.getMessage(), e);
    }
  }

  private <T> T write(Work<T> work) throws IOException {
    return read(() -> Database.transaction(connection, work::run));
  }

  @Override
  public synchronized void add(List<HeldMessage> rows, HeldSettings bounds, HeldRoom aside)
      throws NoRoom, IOException {
    Optional<String> limit =
        write(() -> {
          Optional<String> reached = HeldRoom.exceeded(connection, rows, bounds, aside);
          if (reached.isEmpty()) {
            for (HeldMessage row : rows) {
              HeldRows.insert(connection, row, owner, age.now());
            }
          }
          return reached;
        });
    if (limit.isPresent()) {
      throw new NoRoom(limit.get());
    }
  }

  @Override
  public synchronized Optional<String> full(HeldSettings bounds, HeldRoom aside)
      throws IOException {
    return read(() -> HeldRoom.full(connection, bounds, aside));
  }

  @Override
  public synchronized void confirm(Collection<Key> rows, Instant now) throws IOException {
    write(() -> {
      for (Key key : rows) {
        int changed =
            HeldRows.update(
                connection,
                "UPDATE held SET state = becomes, changed = ? WHERE id = ? AND copy = ? AND state = 'pending'",
                now.toEpochMilli(),
                key.id(),
                key.copy());
        if (changed != 1) {
          throw new SQLException("there is no pending row " + key);
        }
      }
      return rows;
    });
  }

  @Override
  public synchronized void drop(Collection<Key> rows) throws IOException {
    write(() -> {
      for (Key key : rows) {
        HeldRows.remove(
            connection, "id = ? AND copy = ? AND state = 'pending'", key.id(), key.copy());
      }
      return rows;
    });
  }

  @Override
  public synchronized int dropForeign() throws IOException {
    return write(() -> HeldRows.remove(connection, "state = 'pending' AND owner <> ?", owner));
  }

  @Override
  public synchronized boolean change(HeldMessage row, HeldState from) throws IOException {
    int here = row.state().isHere() ? 1 : 0;
    return write(() ->
        HeldRows.update(
                connection,
                "UPDATE held SET state = ?, here = ?, since = CASE ? WHEN here THEN since ELSE ? END, changed = ?, tries = ?, due = ?, said = ? WHERE id = ? AND copy = ? AND state = ?",
                row.state().word(),
                here,
                here,
                age.now(),
                row.changed().toEpochMilli(),
                row.tries(),
                row.due().toEpochMilli(),
                row.said(),
                row.key().id(),
                row.key().copy(),
                from.word())
            == 1);
  }

  @Override
  public synchronized void split(HeldMessage row, List<HeldMessage> parts) throws IOException {
    write(() -> {
      long since = age.since(row.key());
      int was =
          HeldRows.remove(
              connection,
              "id = ? AND copy = ? AND state = ?",
              row.key().id(),
              row.key().copy(),
              row.state().word());
      if (was == 0) {
        return parts; // an operator ended it meanwhile
      }
      HeldRoom highest =
          HeldRoom.read(
              connection,
              "SELECT coalesce(max(copy), 0), 0 FROM held WHERE id = ?",
              row.key().id());
      int copy = (int) Math.max(highest.messages(), row.key().copy());
      HeldRows.insert(
          connection, parts.getFirst().with(row.key(), parts.getFirst().envelope()), owner, since);
      for (HeldMessage part : parts.subList(1, parts.size())) {
        copy++;
        HeldRows.insert(
            connection, part.with(new Key(row.key().id(), copy), part.envelope()), owner, since);
      }
      return parts;
    });
  }

  @Override
  public synchronized List<HeldMessage> find(HeldQuery query) throws IOException {
    return read(() -> HeldRows.find(connection, query));
  }

  @Override
  public synchronized Optional<HeldMessage> get(Key key) throws IOException {
    return read(() ->
        HeldRows.read(connection, "WHERE id = ? AND copy = ?", _ -> true, 1, key.id(), key.copy())
            .stream()
            .findFirst());
  }

  @Override
  public synchronized List<HeldMessage> due(Instant now, int limit) throws IOException {
    return read(() ->
        HeldRows.read(
            connection,
            // Changed later than now: the clock was set back, and nothing waits for that long.
            "WHERE state = 'releasing' AND (due <= ? OR changed > ?) ORDER BY due, at",
            _ -> true,
            limit,
            now.toEpochMilli(),
            now.toEpochMilli()));
  }

  @Override
  public synchronized List<HeldMessage> older(Duration than, int limit) throws IOException {
    if (age.isToBeWritten()) {
      writeAge();
    }
    return read(() -> age.older(than, limit));
  }

  private void writeAge() {
    try {
      write(age::write);
    } catch (IOException _) {
      // Nobody is hurt: a server that is killed now keeps messages for a little longer.
    }
  }

  @Override
  public synchronized void forget(Duration goneFor, int most) throws IOException {
    write(() -> age.forget(goneFor, most));
  }

  @Override
  public synchronized void adopt() throws IOException {
    write(age::adopt);
  }

  @Override
  public synchronized HeldCounts counts(HeldRoom aside) throws IOException {
    return read(() -> HeldRoom.counts(connection, aside));
  }

  @Override
  public synchronized Set<String> files() throws IOException {
    return read(() -> {
      Set<String> files = new HashSet<>();
      try (PreparedStatement statement =
              HeldRows.prepared(connection, "SELECT DISTINCT file FROM held WHERE here = 1");
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          files.add(rows.getString(1));
        }
      }
      return files;
    });
  }

  @Override
  public synchronized boolean needs(String file) throws IOException {
    return read(() ->
        HeldRoom.read(connection, "SELECT count(*), 0 FROM held WHERE here = 1 AND file = ?", file)
                .messages()
            > 0);
  }

  @Override
  public synchronized void close() throws IOException {
    writeAge();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
