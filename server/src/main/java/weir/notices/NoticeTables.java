package weir.notices;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of notices, format 1.
final class NoticeTables {
  private static final int FORMAT = 1;

  /// "Wein", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x5765696e;

  // Times are in milliseconds. The customer is an account's id, and empty for staff.
  private static final String[] TABLES = {
    """
    CREATE TABLE pending(receiver TEXT NOT NULL, customer TEXT NOT NULL, id TEXT NOT NULL,
    at INTEGER NOT NULL, event TEXT NOT NULL, account TEXT, target TEXT, response TEXT, lease TEXT,
    incident TEXT, until INTEGER, by TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY(receiver, customer, id)) WITHOUT ROWID\
    """,
    """
    CREATE TABLE turn(receiver TEXT NOT NULL, customer TEXT NOT NULL, next INTEGER NOT NULL,
    fails INTEGER NOT NULL, lost INTEGER NOT NULL, PRIMARY KEY(receiver, customer)) WITHOUT ROWID\
    """,
  };

  private NoticeTables() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL");
    Database.prepare(connection, APPLICATION, FORMAT, "notices", TABLES);
  }
}
