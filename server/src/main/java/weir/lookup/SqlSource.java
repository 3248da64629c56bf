package weir.lookup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import weir.asking.Database;
import weir.asking.OneLine;
import weir.routing.MapAnswer;

/// Asks a database. As many connections as questions at the same time, kept while they are used.
final class SqlSource implements Source {
  private static final Duration KEPT_UNUSED = Duration.ofMinutes(1);
  private static final String BUFFER = "256K";

  private final SourceSettings.Sql settings;
  private final Database database;
  private final Deque<Link> unused = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /// A connection with the query prepared on it.
  private record Link(Connection connection, PreparedStatement query, long usedAt) {
    void close() {
      try {
        connection.close();
      } catch (SQLException _) {
        // It is broken, or is being closed for that.
      }
    }
  }

  private SqlSource(SourceSettings.Sql settings, Database database) {
    this.settings = settings;
    this.database = database;
  }

  static SqlSource open(SourceSettings.Sql settings, Duration deadline) throws IOException {
    return new SqlSource(settings, Database.open(settings.database(), deadline, BUFFER));
  }

  @Override
  public MapAnswer ask(String name) throws IOException, NoAnswer {
    Optional<Link> used = takeUnused();
    if (used.isPresent()) {
      try {
        return ask(used.get(), name);
      } catch (SQLException _) {
        // The server may have been started anew since: a new connection tells.
      }
    }
    try {
      return ask(connect(), name);
    } catch (SQLException e) {
      throw new IOException(OneLine.of(String.valueOf(e.getMessage())), e);
    }
  }

  private Optional<Link> takeUnused() {
    long oldest = System.nanoTime() - KEPT_UNUSED.toNanos();
    for (Link link = unused.pollFirst(); link != null; link = unused.pollFirst()) {
      if (link.usedAt() - oldest > 0) {
        return Optional.of(link);
      }
      link.close();
    }
    return Optional.empty();
  }

  private MapAnswer ask(Link link, String name) throws SQLException, NoAnswer {
    boolean sound = false;
    try {
      link.query().setString(1, name);
      try (ResultSet rows = link.query().executeQuery()) {
        MapAnswer answer = answer(rows);
        sound = true;
        return answer;
      }
    } catch (NoAnswer e) {
      sound = true;
      throw e;
    } finally {
      if (sound && !closed) {
        unused.addFirst(new Link(link.connection(), link.query(), System.nanoTime()));
      } else {
        link.close();
      }
    }
  }

  private static MapAnswer answer(ResultSet rows) throws SQLException, NoAnswer {
    if (!rows.next()) {
      return MapAnswer.ABSENT;
    }
    MapAnswer answer =
        Said.found(column(rows, "hop"), column(rows, "policy"), column(rows, "recipients"));
    if (rows.next()) {
      throw new NoAnswer("more than one row for a name");
    }
    return answer;
  }

  private static @Nullable String column(ResultSet rows, String label) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnLabel(i).toLowerCase(Locale.ROOT).equals(label)) {
        return rows.getString(i);
      }
    }
    return null;
  }

  private Link connect() throws SQLException, IOException {
    Connection connection = database.connect();
    try {
      PreparedStatement query = connection.prepareStatement(settings.query());
      query.setQueryTimeout(database.seconds());
      query.setMaxRows(2);
      return new Link(connection, query, System.nanoTime());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Link link = unused.pollFirst(); link != null; link = unused.pollFirst()) {
      link.close();
    }
    database.close();
  }
}
