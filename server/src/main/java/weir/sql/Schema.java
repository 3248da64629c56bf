package weir.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// The tables of a segment, format 1.
///
/// There are no migrations: a segment keeps the format it was begun with, and readers know all
/// formats up to theirs.
final class Schema {

  static final int FORMAT = 1;

  /// "Weir", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656972;

  private static final String[] RECORDS = {
    "PRAGMA application_id = " + APPLICATION,
    "PRAGMA user_version = " + FORMAT,
    // Columns beside the record are what is searched by; all texts in lower case. recipients and
    // findings are JSON arrays. session is NULL where it equals id, client where there was none.
    """
    CREATE TABLE entry(row INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT,
    session TEXT, client BLOB, sender TEXT, domain TEXT, recipients TEXT, findings TEXT,
    outcome INTEGER, record BLOB NOT NULL)\
    """,
    // Finding kinds and their texts, as they were when this segment was written.
    """
    CREATE TABLE kind(n INTEGER PRIMARY KEY, id TEXT NOT NULL, meaning TEXT NOT NULL,
    remedy TEXT NOT NULL, detail TEXT NOT NULL, exemptible INTEGER NOT NULL)\
    """,
    "CREATE TABLE sealed(at INTEGER NOT NULL)",
  };

  private static final String[] EVIDENCE = {
    "PRAGMA evidence.application_id = " + APPLICATION,
    "PRAGMA evidence.user_version = " + FORMAT,
    "CREATE TABLE evidence.evidence(row INTEGER PRIMARY KEY, evidence BLOB NOT NULL)",
  };

  private static final String[] INDEXES = {
    """
    CREATE TABLE recipient(recipient TEXT NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY(recipient, row)) WITHOUT ROWID\
    """,
    """
    INSERT OR IGNORE INTO recipient SELECT j.value, e.row FROM entry e, json_each(e.recipients) j
    WHERE e.recipients IS NOT NULL ORDER BY 1, 2\
    """,
    """
    CREATE TABLE finding(finding TEXT NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY(finding, row)) WITHOUT ROWID\
    """,
    """
    INSERT OR IGNORE INTO finding SELECT j.value, e.row FROM entry e, json_each(e.findings) j
    WHERE e.findings IS NOT NULL ORDER BY 1, 2\
    """,
    "CREATE INDEX entry_id ON entry(id) WHERE id IS NOT NULL",
    "CREATE INDEX entry_session ON entry(session) WHERE session IS NOT NULL",
    "CREATE INDEX entry_at ON entry(at)",
    "CREATE INDEX entry_client ON entry(client) WHERE client IS NOT NULL",
    "CREATE INDEX entry_sender ON entry(sender) WHERE sender IS NOT NULL",
    "CREATE INDEX entry_domain ON entry(domain) WHERE domain IS NOT NULL",
    "CREATE INDEX entry_gap ON entry(at) WHERE kind = " + Columns.GAP,
  };

  private Schema() {}

  static void create(Connection connection) throws SQLException {
    Database.run(connection, RECORDS);
  }

  /// In the attached file `evidence`.
  static void createEvidence(Connection connection) throws SQLException {
    Database.run(connection, EVIDENCE);
  }

  /// Builds what a search uses, and marks the segment as sealed. The caller commits.
  static void index(Connection connection, long atMillis) throws SQLException {
    Database.run(connection, INDEXES);
    Database.run(connection, "INSERT INTO sealed VALUES(" + atMillis + ")");
  }

  static boolean isSealed(Connection connection) throws SQLException {
    return Database.number(connection, "SELECT count(*) FROM sealed") > 0;
  }

  /// @throws SQLException when the file is not a segment, or one of a later version
  static void check(Connection connection) throws SQLException {
    if (Database.number(connection, "PRAGMA application_id") != APPLICATION) {
      throw new Database.ForeignFile("not a journal of Weir");
    }
    long format = Database.number(connection, "PRAGMA user_version");
    if (format > FORMAT) {
      throw new SQLException("written by a later version (format " + format + ")");
    }
  }
}
