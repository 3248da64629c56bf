package weir.agents;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of agents, format 1.
final class AgentTables {
  private static final int FORMAT = 1;

  /// "Weia", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656961;

  // Times are in milliseconds.
  private static final String[] TABLES = {
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

  private AgentTables() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    Database.prepare(connection, APPLICATION, FORMAT, "agents", TABLES);
  }
}
