package weir.complaints;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import weir.sqlite.Database;

/// The tables of complaints, format 3, and what makes it of the earlier ones.
final class ComplaintTables {
  private static final int FORMAT = 3;

  /// The earliest that can be looked into as it is.
  private static final int READABLE = 2;

  /// "Weic", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656963;

  // Times are in milliseconds. A message has a line for each complaint in it.
  private static final String[] FIRST = {
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

  /// ComplaintState, when it is looked up again, and what people did to it.
  private static final String[] SECOND = {
    "ALTER TABLE complaint ADD COLUMN state TEXT NOT NULL DEFAULT 'UNKNOWN'",
    "ALTER TABLE complaint ADD COLUMN look_again INTEGER",
    "ALTER TABLE complaint ADD COLUMN settled INTEGER",
    "ALTER TABLE complaint ADD COLUMN settled_by TEXT",
    "ALTER TABLE complaint ADD COLUMN note TEXT",
    "CREATE INDEX complaint_due ON complaint(look_again) WHERE look_again IS NOT NULL",
    "CREATE INDEX complaint_account ON complaint(account) WHERE account IS NOT NULL",
    """
    CREATE TABLE act(id INTEGER PRIMARY KEY, name TEXT NOT NULL, complaint INTEGER NOT NULL,
    at INTEGER NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL,
    journaled INTEGER NOT NULL)\
    """,
  };

  private static final String[] LINES_OF_THE_FIRST = {
    "UPDATE complaint SET state = 'VERIFIED' WHERE account IS NOT NULL",
    "UPDATE complaint SET state = 'CANDIDATES' WHERE candidates > 0",
    "UPDATE complaint SET state = 'NOT_OURS' WHERE why LIKE 'not ours: %'",
    "UPDATE complaint SET state = 'NEW' WHERE kind <> 'COMPLAINT'",
  };

  /// How much there is, so that nobody has to count, and the acts by complaint. The octets of a
  /// message never change.
  private static final String[] THIRD = {
    "CREATE TABLE total(mails INTEGER NOT NULL, octets INTEGER NOT NULL)",
    "INSERT INTO total SELECT count(*), coalesce(sum(length(octets)), 0) FROM mail",
    """
    CREATE TRIGGER mail_kept AFTER INSERT ON mail BEGIN
    UPDATE total SET mails = mails + 1, octets = octets + length(new.octets); END\
    """,
    """
    CREATE TRIGGER mail_forgotten AFTER DELETE ON mail BEGIN
    UPDATE total SET mails = mails - 1, octets = octets - length(old.octets); END\
    """,
    "CREATE INDEX act_complaint ON act(complaint)",
    "DELETE FROM act WHERE journaled = 1 AND complaint NOT IN (SELECT id FROM complaint)",
  };

  private ComplaintTables() {}

  /// A complaint that was acknowledged is on disk: each commit waits for it.
  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    String[] all = Stream.of(FIRST, SECOND, THIRD).flatMap(Stream::of).toArray(String[]::new);
    Database.prepare(connection, APPLICATION, FORMAT, "complaints", all);
    Database.renew(
        connection,
        List.of(
            Stream.concat(Stream.of(SECOND), Stream.of(LINES_OF_THE_FIRST)).toList(),
            List.of(THIRD)));
  }

  /// @throws SQLException when the file is older than its readers
  static void check(Connection connection) throws SQLException {
    if (format(connection) < READABLE) {
      throw new SQLException(
          "the file is of an earlier version; weir complaints take, or a server, makes it new");
    }
  }

  private static long format(Connection connection) throws SQLException {
    return Database.number(connection, "PRAGMA user_version");
  }
}
