package weir.complaints;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of complaints, format 1.
final class ComplaintTables {
  private static final int FORMAT = 1;

  /// "Weic", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656963;

  private static final String[] TABLES = {
    // Times are in milliseconds. A message has a line for each complaint in it.
    """
    CREATE TABLE mail(id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, came INTEGER NOT NULL,
    size INTEGER NOT NULL, octets BLOB NOT NULL)\
    """,
    """
    CREATE TABLE complaint(id INTEGER PRIMARY KEY AUTOINCREMENT, mail INTEGER NOT NULL,
    came INTEGER NOT NULL, door TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL,
    reporter TEXT NOT NULL, source TEXT, subject TEXT NOT NULL, message_id TEXT,
    redacted INTEGER NOT NULL, account TEXT, candidates INTEGER, why TEXT NOT NULL)\
    """,
    "CREATE INDEX complaint_mail ON complaint(mail)",
  };

  private ComplaintTables() {}

  /// A complaint that was acknowledged is on disk: each commit waits for it.
  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    Database.prepare(connection, APPLICATION, FORMAT, "complaints", TABLES);
  }
}
