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
    // Beside the record stands what it is searched by, a JSON array of Terms. at is in
    // milliseconds.
    """
    CREATE TABLE entry(row INTEGER PRIMARY KEY, at INTEGER NOT NULL, terms TEXT NOT NULL,
    record BLOB NOT NULL)\
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
    CREATE TABLE term(term TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY(term, row))
    WITHOUT ROWID\
    """,
    // Sorted first and written in order: the whole point of building it late.
    """
    INSERT OR IGNORE INTO term SELECT j.value, e.row FROM entry e, json_each(e.terms) j
    ORDER BY 1, 2\
    """,
    "CREATE INDEX entry_at ON entry(at)",
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
      throw new LaterFormat(format);
    }
  }

  /// A segment that a later version of this program wrote: not ours to touch.
  static final class LaterFormat extends SQLException {
    private static final long serialVersionUID = 1;

    LaterFormat(long format) {
      super("written by a later version (format " + format + ")");
    }
  }
}
