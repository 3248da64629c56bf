package weir.passages;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of passages, format 6, and what makes it of the earlier ones.
final class PassageTables {
  private static final int FORMAT = 6;

  /// "Weip", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656970;

  /// Which account linked to a site first and last.
  private static final String LINKED =
      "CREATE TABLE linked(site TEXT NOT NULL, account TEXT NOT NULL, first INTEGER NOT NULL,"
          + " last INTEGER NOT NULL, PRIMARY KEY(site, account)) WITHOUT ROWID";

  private static final String LINKED_BY_TIME = "CREATE INDEX linked_last ON linked(last)";

  private static final String[] TABLES = {
    // Times are in milliseconds; '' stands for nobody and nothing.
    """
    CREATE TABLE passage(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, last INTEGER NOT NULL,
    open INTEGER NOT NULL, origin TEXT NOT NULL, parent INTEGER, account TEXT NOT NULL,
    identity TEXT NOT NULL, method TEXT NOT NULL, confidence TEXT NOT NULL, behind TEXT)\
    """,
    """
    CREATE TABLE leg(passage INTEGER NOT NULL, n INTEGER NOT NULL, host TEXT NOT NULL,
    id TEXT NOT NULL, alias TEXT, since INTEGER NOT NULL, nanos INTEGER NOT NULL,
    link TEXT NOT NULL, entrance TEXT NOT NULL, client TEXT, port INTEGER, client_name TEXT,
    helo TEXT, mechanism TEXT, login TEXT, uid INTEGER, user TEXT, sender TEXT, octets INTEGER,
    announced INTEGER, message_id TEXT, subject TEXT, directory TEXT, script TEXT,
    maker TEXT, maker_host TEXT, maker_at INTEGER, maker_uid INTEGER, maker_script TEXT,
    maker_line INTEGER, maker_writer TEXT, received TEXT, onward TEXT NOT NULL, teller TEXT,
    delivered INTEGER NOT NULL, failed INTEGER NOT NULL, deferrals INTEGER NOT NULL, stay TEXT NOT NULL, last INTEGER NOT NULL,
    writer TEXT NOT NULL, unheard INTEGER NOT NULL, template INTEGER, links TEXT,
    PRIMARY KEY(passage, n)) WITHOUT ROWID\
    """,
    "CREATE INDEX passage_at ON passage(at)",
    "CREATE INDEX passage_account ON passage(account, at)",
    "CREATE INDEX passage_identity ON passage(identity, at)",
    "CREATE INDEX passage_open ON passage(id) WHERE open = 1",
    "CREATE INDEX leg_id ON leg(id)",
    "CREATE INDEX leg_alias ON leg(alias) WHERE alias IS NOT NULL",
    "CREATE INDEX leg_message_id ON leg(message_id) WHERE message_id IS NOT NULL",
    """
    CREATE TABLE webmail(login TEXT NOT NULL, at INTEGER NOT NULL, client TEXT NOT NULL,
    PRIMARY KEY(login, at)) WITHOUT ROWID\
    """,
    "CREATE TABLE source(name TEXT PRIMARY KEY, told INTEGER NOT NULL) WITHOUT ROWID",
    LINKED,
    LINKED_BY_TIME,
  };

  /// In files that were made without it, too.
  private static final String INBOUND =
      "CREATE INDEX IF NOT EXISTS passage_inbound ON passage(at) WHERE origin = 'INBOUND'";

  /// What somebody here wrote and what is nobody's, or an account's by its sender's word only.
  static final String UNSETTLED =
      "(account = '' OR confidence = 'CLAIMED') AND origin = 'AUTHORED'";

  /// In files that were made without it, too.
  private static final String UNSETTLED_BY_TIME =
      "CREATE INDEX IF NOT EXISTS passage_unsettled ON passage(at) WHERE " + UNSETTLED;

  /// How long a message stays that does not count as one that stays long, in milliseconds.
  static final long SHORT_STAY = 600_000;

  /// Of those that stay long. A file of an earlier version has no such index yet.
  private static final String LONG_STAYS =
      "CREATE INDEX IF NOT EXISTS passage_long ON passage(at, last) WHERE last - at > "
          + SHORT_STAY;

  /// Who can have written down how a message came in. Of what was kept before that was asked, only
  /// the gateway's own is known; what is no surer than syslog is as sure as syslog from now on.
  private static final String[] SECOND = {
    "ALTER TABLE leg ADD COLUMN writer TEXT NOT NULL DEFAULT 'ANY_USER'",
    "UPDATE leg SET writer = 'SERVER' WHERE teller IN ('gateway', 'gateway-mx')",
    """
    UPDATE passage SET confidence = 'STRONG' WHERE confidence = 'CERTAIN' AND EXISTS
    (SELECT 1 FROM leg WHERE passage = passage.id AND n = 0 AND writer = 'ANY_USER')\
    """,
    "PRAGMA user_version = 2",
  };

  /// Whether only looks into a queue have told of a leg: before there were any, a log had.
  private static final String[] THIRD = {
    "ALTER TABLE leg ADD COLUMN unheard INTEGER NOT NULL DEFAULT 0", "PRAGMA user_version = 3",
  };

  /// Which script messages say that made them.
  private static final String[] FOURTH = {
    "ALTER TABLE leg ADD COLUMN script TEXT", "PRAGMA user_version = 4",
  };

  /// By what messages are known again in others.
  private static final String[] FIFTH = {
    "ALTER TABLE leg ADD COLUMN template INTEGER",
    "ALTER TABLE leg ADD COLUMN links TEXT",
    LINKED,
    LINKED_BY_TIME,
    "PRAGMA user_version = 5",
  };

  /// Which programs were seen to hand messages in.
  private static final String[] SIXTH = {
    "ALTER TABLE leg ADD COLUMN maker TEXT",
    "ALTER TABLE leg ADD COLUMN maker_host TEXT",
    "ALTER TABLE leg ADD COLUMN maker_at INTEGER",
    "ALTER TABLE leg ADD COLUMN maker_uid INTEGER",
    "ALTER TABLE leg ADD COLUMN maker_script TEXT",
    "ALTER TABLE leg ADD COLUMN maker_line INTEGER",
    "ALTER TABLE leg ADD COLUMN maker_writer TEXT",
    "PRAGMA user_version = 6",
  };

  private PassageTables() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL");
    Database.prepare(connection, APPLICATION, FORMAT, "passages", TABLES);
    if (format(connection) != FORMAT) {
      renew(connection);
    }
    Database.run(connection, INBOUND);
    Database.run(connection, LONG_STAYS);
    Database.run(connection, UNSETTLED_BY_TIME);
  }

  private static void renew(Connection connection) throws SQLException {
    Database.transaction(
        connection,
        () -> {
          // Another process may have renewed it while this one waited.
          if (format(connection) == 1) {
            Database.run(connection, SECOND);
          }
          if (format(connection) == 2) {
            Database.run(connection, THIRD);
          }
          if (format(connection) == 3) {
            Database.run(connection, FOURTH);
          }
          if (format(connection) == 4) {
            Database.run(connection, FIFTH);
          }
          if (format(connection) == 5) {
            Database.run(connection, SIXTH);
          }
          return connection;
        });
  }

  /// @throws SQLException when the file is of another version than its readers
  static void check(Connection connection) throws SQLException {
    if (format(connection) != FORMAT) {
      throw new SQLException(
          "the file is of another version; a restart of the server makes it new");
    }
  }

  private static long format(Connection connection) throws SQLException {
    return Database.number(connection, "PRAGMA user_version");
  }
}
