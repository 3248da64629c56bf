package weir.segments;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of a segment, format 2.
///
/// In format 1 entries had their terms beside them, and sealed segments a table of terms. Such a
/// segment is read without an index, until sealing gives it the one of format 2.
final class Schema {

  static final int FORMAT = 2;

  /// The number of the only run of a sealed segment; other runs have that of their last row.
  static final long MERGED = 0;

  /// "Weir", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656972;

  private static final String[] RECORDS = {
    "PRAGMA application_id = " + APPLICATION,
    "PRAGMA user_version = " + FORMAT,
    // at is in milliseconds.
    "CREATE TABLE entry(row INTEGER PRIMARY KEY, at INTEGER NOT NULL, record BLOB NOT NULL)",
    // Finding kinds and their texts, as they were when this segment was written.
    """
    CREATE TABLE kind(n INTEGER PRIMARY KEY, id TEXT NOT NULL, meaning TEXT NOT NULL,
    remedy TEXT NOT NULL, detail TEXT NOT NULL, exemptible INTEGER NOT NULL)\
    """,
    "CREATE TABLE sealed(at INTEGER NOT NULL)",
  };

  private static final String[] INDEX = {
    // Rows that were indexed together, from the one after the last of the span before: the first
    // and the last time among them.
    "CREATE TABLE span(last INTEGER PRIMARY KEY, oldest INTEGER NOT NULL, newest INTEGER NOT NULL)",
    // Sorted postings, and the first of them.
    """
    CREATE TABLE block(n INTEGER PRIMARY KEY, run INTEGER NOT NULL, first INTEGER NOT NULL,
    postings BLOB NOT NULL)\
    """,
    "CREATE INDEX block_first ON block(run, first)",
  };

  private static final String[] EARLIER_INDEX = {
    "DROP INDEX IF EXISTS entry_at", "DROP TABLE IF EXISTS term", "DELETE FROM sealed",
  };

  private static final String[] EVIDENCE = {
    "PRAGMA evidence.application_id = " + APPLICATION,
    "PRAGMA evidence.user_version = " + FORMAT,
    "CREATE TABLE evidence.evidence(row INTEGER PRIMARY KEY, evidence BLOB NOT NULL)",
  };

  private Schema() {}

  static void create(Connection connection) throws SQLException {
    Database.run(connection, RECORDS);
    Database.run(connection, INDEX);
  }

  /// In the attached file `evidence`.
  static void createEvidence(Connection connection) throws SQLException {
    Database.run(connection, EVIDENCE);
  }

  /// Makes a segment of format 1 one of this format, whose rows are all without an index. It has
  /// the column of terms still. The caller commits.
  static void upgrade(Connection connection) throws SQLException {
    Database.run(connection, EARLIER_INDEX);
    Database.run(connection, INDEX);
    Database.run(connection, "PRAGMA user_version = " + FORMAT);
  }

  static void markSealed(Connection connection, long atMillis) throws SQLException {
    Database.run(connection, "INSERT INTO sealed VALUES(" + atMillis + ")");
  }

  /// How a segment's rows can be found.
  enum State {
    /// By runs, and the newest rows one by one.
    OPEN,
    /// By one run, and nothing is written to it any more.
    SEALED,
    /// One by one, since an earlier version wrote it.
    EARLIER
  }

  static State state(Connection connection) throws SQLException {
    if (format(connection) < FORMAT) {
      return State.EARLIER;
    }
    return Database.number(connection, "SELECT count(*) FROM sealed") > 0
        ? State.SEALED
        : State.OPEN;
  }

  private static long format(Connection connection) throws SQLException {
    return Database.number(connection, "PRAGMA user_version");
  }

  /// @throws SQLException when the file is not a segment, or one of a later version
  static void check(Connection connection) throws SQLException {
    if (Database.number(connection, "PRAGMA application_id") != APPLICATION) {
      throw new Database.ForeignFile("not a journal of Weir");
    }
    long format = format(connection);
    if (format > FORMAT) {
      throw new OtherFormat("written by a later version (format " + format + ")");
    }
  }

  /// A segment that another version of this program wrote: not ours to write to.
  static final class OtherFormat extends SQLException {
    private static final long serialVersionUID = 1;

    OtherFormat(String message) {
      super(message);
    }
  }
}
