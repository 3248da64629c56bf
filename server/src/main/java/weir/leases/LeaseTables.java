package weir.leases;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of leases, format 1.
final class LeaseTables {
  private static final int FORMAT = 1;

  /// "Weil", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x5765696c;

  // Times are in milliseconds.
  private static final String[] TABLES = {
    """
    CREATE TABLE lease(id TEXT PRIMARY KEY, target TEXT NOT NULL, response TEXT NOT NULL,
    by TEXT NOT NULL, rule TEXT, incident TEXT, reason TEXT NOT NULL, since INTEGER NOT NULL,
    until INTEGER NOT NULL, phase TEXT NOT NULL) WITHOUT ROWID\
    """,
    "CREATE INDEX lease_phase ON lease(phase, since)",
    "CREATE INDEX lease_incident ON lease(incident)",
    "CREATE INDEX lease_target ON lease(target, since)",
    // Intent is written before the act: `doing` says what may have been done already.
    """
    CREATE TABLE holding(point TEXT NOT NULL, target TEXT NOT NULL, lease TEXT NOT NULL,
    response TEXT NOT NULL, former TEXT NOT NULL, doing TEXT NOT NULL, since INTEGER NOT NULL,
    PRIMARY KEY(point, target)) WITHOUT ROWID\
    """,
    """
    CREATE TABLE trouble(point TEXT NOT NULL, target TEXT NOT NULL, words TEXT NOT NULL,
    since INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(point, target)) WITHOUT ROWID\
    """,
    // One row while automatic responses are stopped.
    "CREATE TABLE pause(one INTEGER PRIMARY KEY, since INTEGER NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL)",
    // What a rule may do that its file does not say.
    "CREATE TABLE enabled(rule TEXT PRIMARY KEY, up_to TEXT NOT NULL, by TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE act(id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL,
    what TEXT NOT NULL, by TEXT NOT NULL, lease TEXT, details TEXT NOT NULL,
    journaled INTEGER NOT NULL)\
    """,
    "CREATE INDEX act_lease ON act(lease)",
    "CREATE INDEX act_journaled ON act(journaled)",
  };

  private LeaseTables() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    Database.prepare(connection, APPLICATION, FORMAT, "leases", TABLES);
  }
}
