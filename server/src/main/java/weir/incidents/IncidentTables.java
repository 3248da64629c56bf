package weir.incidents;

import java.sql.Connection;
import java.sql.SQLException;
import weir.sqlite.Database;

/// The tables of incidents, format 1.
final class IncidentTables {
  private static final int FORMAT = 1;

  /// "Weii", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656969;

  // Times are in milliseconds.
  private static final String[] TABLES = {
    """
    CREATE TABLE incident(id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, account TEXT,
    began INTEGER NOT NULL, last INTEGER NOT NULL, state TEXT NOT NULL, cause TEXT,
    messages_hour INTEGER NOT NULL, recipients_hour INTEGER NOT NULL,
    messages_day INTEGER NOT NULL, recipients_day INTEGER NOT NULL,
    assignee TEXT, ticket TEXT) WITHOUT ROWID\
    """,
    "CREATE INDEX incident_account ON incident(account, began)",
    "CREATE INDEX incident_name ON incident(kind, name, began)",
    "CREATE INDEX incident_began ON incident(began)",
    """
    CREATE TABLE sign(incident TEXT NOT NULL, at INTEGER NOT NULL, rule TEXT NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL)\
    """,
    "CREATE INDEX sign_incident ON sign(incident, at)",
    """
    CREATE TABLE act(id INTEGER PRIMARY KEY, name TEXT NOT NULL, incident TEXT NOT NULL,
    at INTEGER NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL,
    journaled INTEGER NOT NULL)\
    """,
    "CREATE INDEX act_incident ON act(incident)",
  };

  private IncidentTables() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    Database.prepare(connection, APPLICATION, FORMAT, "incidents", TABLES);
  }
}
