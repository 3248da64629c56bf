package weir.agents;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import weir.sqlite.Database;

/// The tables of agents, format 3, and what makes it of the earlier ones.
final class AgentTables {
  private static final int FORMAT = 3;

  /// "Weia", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656961;

  // Times are in milliseconds.
  private static final String[] FIRST = {
    // Of an invitation only the digest of its secret is kept.
    """
    CREATE TABLE invitation(host TEXT PRIMARY KEY, digest TEXT NOT NULL, until INTEGER NOT NULL,
    by TEXT NOT NULL) WITHOUT ROWID\
    """,
    // `mark` is that of the last report that was kept, `ordered` the number of the last order,
    // `told` what the agent said last of itself and `fence` of its fence, as reports.
    """
    CREATE TABLE agent(host TEXT PRIMARY KEY, key TEXT NOT NULL, enrolled INTEGER NOT NULL,
    by TEXT NOT NULL, mark INTEGER NOT NULL DEFAULT 0, ordered INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0, heard INTEGER,
    alive TEXT, fence TEXT, verified TEXT) WITHOUT ROWID\
    """,
    """
    CREATE TABLE connection(id INTEGER PRIMARY KEY, host TEXT NOT NULL, at INTEGER NOT NULL,
    uid INTEGER, script TEXT, report TEXT NOT NULL)\
    """,
    "CREATE INDEX connection_uid ON connection(host, uid, at)",
    "CREATE INDEX connection_script ON connection(host, script, at)",
    "CREATE INDEX connection_at ON connection(at)",
    """
    CREATE TABLE script(host TEXT NOT NULL, digest TEXT NOT NULL, path TEXT NOT NULL,
    at INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY(host, digest)) WITHOUT ROWID\
    """,
    "CREATE INDEX script_path ON script(host, path)",
  };

  /// When people were told last that an agent is silent, and whose container a connection is from.
  private static final String[] SECOND = {
    "ALTER TABLE agent ADD COLUMN told_silent INTEGER",
    "ALTER TABLE connection ADD COLUMN container TEXT",
    "CREATE INDEX connection_container ON connection(host, container, at)",
  };

  /// Of a report that is none, json_extract would be an error, and nothing would be renewed.
  private static final String LINES_OF_THE_FIRST =
      "UPDATE connection SET container = json_extract(report, '$.program.container')"
          + " WHERE json_valid(report)";

  /// Two customers may have the same file, each in his own place; numbers are in the order in which
  /// scripts came.
  private static final String[] THIRD = {
    "ALTER TABLE script RENAME TO script_before",
    """
    CREATE TABLE script(id INTEGER PRIMARY KEY, host TEXT NOT NULL, digest TEXT NOT NULL,
    path TEXT NOT NULL, uid INTEGER, report TEXT NOT NULL, UNIQUE(host, digest, path))\
    """,
    """
    INSERT INTO script(host, digest, path, uid, report)
    SELECT host, digest, path, json_extract(report, '$.uid'), report
    FROM script_before WHERE json_valid(report) ORDER BY at\
    """,
    "DROP TABLE script_before",
    "CREATE INDEX script_uid ON script(host, uid)",
  };

  private AgentTables() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    String[] all = Stream.of(FIRST, SECOND, THIRD).flatMap(Stream::of).toArray(String[]::new);
    Database.prepare(connection, APPLICATION, FORMAT, "agents", all);
    Database.renew(
        connection,
        List.of(
            Stream.concat(Stream.of(SECOND), Stream.of(LINES_OF_THE_FIRST)).toList(),
            List.of(THIRD)));
  }

  /// @throws SQLException when the file is older than its readers
  static void check(Connection connection) throws SQLException {
    if (format(connection) < FORMAT) {
      throw new SQLException("the file is of an earlier version; a server makes it new");
    }
  }

  private static long format(Connection connection) throws SQLException {
    return Database.number(connection, "PRAGMA user_version");
  }
}
