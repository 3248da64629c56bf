package weir.held;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weir.mail.Envelope;
import weir.mail.Path;
import weir.sqlite.Database;

/// The tables of the index, format 2, and a row of them as a [HeldMessage].
final class HeldRows {
  private static final int FORMAT = 2;

  /// "Weih", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656968;

  private static final String[] TABLES = {
    // here: whether the message is in its file. Times are in milliseconds.
    // since: when it came, or went, by HeldAge; NULL from a server that has none.
    """
    CREATE TABLE held(n INTEGER PRIMARY KEY, id TEXT NOT NULL, copy INTEGER NOT NULL,
    account TEXT NOT NULL, state TEXT NOT NULL, becomes TEXT NOT NULL, here INTEGER NOT NULL,
    owner TEXT NOT NULL, at INTEGER NOT NULL, changed INTEGER NOT NULL, file TEXT NOT NULL,
    bytes INTEGER NOT NULL, sender TEXT NOT NULL, sender_domain TEXT NOT NULL,
    findings TEXT NOT NULL, envelope TEXT NOT NULL, hop TEXT NOT NULL, subject TEXT NOT NULL,
    why TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL, said TEXT NOT NULL,
    since INTEGER, UNIQUE(id, copy))\
    """,
    "CREATE TABLE recipient(n INTEGER NOT NULL, address TEXT NOT NULL, PRIMARY KEY(address, n)) WITHOUT ROWID",
    "CREATE INDEX recipient_n ON recipient(n)",
    "CREATE INDEX held_room ON held(account, bytes) WHERE here = 1",
    "CREATE INDEX held_file ON held(file) WHERE here = 1",
    "CREATE INDEX held_state ON held(state, due)",
    "PRAGMA application_id = " + APPLICATION,
  };

  private static final String[] BY_THE_CLOCK = {
    "ALTER TABLE held ADD COLUMN since INTEGER", "DROP INDEX held_age", "DROP INDEX held_gone",
  };

  private static final String[] AGES = {
    "CREATE TABLE ran(one INTEGER PRIMARY KEY, millis INTEGER NOT NULL)",
    "CREATE INDEX held_age ON held(since) WHERE here = 1",
    "CREATE INDEX held_gone ON held(since) WHERE here = 0",
    "PRAGMA user_version = " + FORMAT,
  };

  private static final String COLUMNS =
      "id, copy, account, state, becomes, at, changed, file, bytes, envelope, hop, subject, why,"
          + " tries, due, said, findings, sender, sender_domain";

  private static final String BROKEN_PAGES =
      "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'";

  private HeldRows() {}

  static void prepare(Connection connection) throws SQLException {
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    long format = Database.number(connection, "PRAGMA user_version");
    if (format != 0 && Database.number(connection, "PRAGMA application_id") != APPLICATION) {
      throw new Database.ForeignFile("not an index of held messages");
    }
    if (format > FORMAT) {
      throw new SQLException("written by a later version (format " + format + ")");
    }
    if (format < FORMAT) {
      Database.run(connection, "BEGIN IMMEDIATE");
      // Another process may have done it in between.
      long before = Database.number(connection, "PRAGMA user_version");
      if (before < FORMAT) {
        Database.run(connection, before == 0 ? TABLES : BY_THE_CLOCK);
        Database.run(connection, AGES);
      }
      Database.run(connection, "COMMIT");
    }
    if (Database.number(connection, BROKEN_PAGES) > 0) {
      throw new Database.ForeignFile("some of its pages are broken");
    }
  }

  /// @param since see [HeldAge]
  static void insert(Connection connection, HeldMessage row, String owner, long since)
      throws SQLException {
    Path sender = row.envelope().sender();
    try (PreparedStatement statement =
        prepared(
            connection,
            "INSERT INTO held("
                + COLUMNS
                + ", here, owner, since) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            row.key().id(),
            row.key().copy(),
            row.account(),
            row.state().word(),
            row.becomes().word(),
            row.at().toEpochMilli(),
            row.changed().toEpochMilli(),
            row.file(),
            row.bytes(),
            new EnvelopeText(row.envelope(), row.client()).text(),
            row.hop(),
            row.subject().orElse(""),
            EnvelopeText.JSON.writeValueAsString(row.why()),
            row.tries(),
            row.due().toEpochMilli(),
            row.said(),
            findings(row.why()),
            HeldMessage.key(sender),
            sender.domainName(),
            row.state().isHere() ? 1 : 0,
            owner,
            since)) {
      statement.executeUpdate();
    }
    long n = Database.number(connection, "SELECT last_insert_rowid()");
    for (Envelope.Recipient recipient : row.envelope().recipients()) {
      try (PreparedStatement statement =
          prepared(
              connection,
              "INSERT OR IGNORE INTO recipient(n, address) VALUES(?, ?)",
              n,
              HeldMessage.key(recipient.path()))) {
        statement.executeUpdate();
      }
    }
  }

  /// Ids with a blank around each, so that one can be looked for; with its subject behind a slash
  /// as well.
  private static String findings(Why why) {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(why.by());
    for (Why.Found found : why.found()) {
      ids.add(found.id());
      if (!found.subject().isEmpty() && found.subject().indexOf(' ') < 0) {
        ids.add(found.id() + "/" + found.subject());
      }
    }
    return ids.stream().collect(Collectors.joining(" ", " ", " "));
  }

  static List<HeldMessage> find(Connection connection, HeldQuery query)
      throws SQLException, IOException {
    StringBuilder where = new StringBuilder("WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    query.id().ifPresent(id -> and(where, values, "id = ?", id));
    if (query.states().size() < HeldState.values().length) {
      where.append(
          query.states().stream()
              .map(state -> "'" + state.word() + "'")
              .collect(Collectors.joining(", ", " AND state IN (", ")")));
    }
    query
        .sender()
        .map(HeldRows::folded)
        .ifPresent(sender -> {
          boolean domain = !sender.isEmpty() && sender.indexOf('@') < 0;
          and(where, values, domain ? "sender_domain = ?" : "sender = ?", sender);
        });
    query
        .recipient()
        .map(HeldRows::folded)
        .ifPresent(recipient -> {
          if (recipient.indexOf('@') < 0) {
            and(where, values, "account = ?", recipient);
          } else {
            and(where, values, "n IN (SELECT n FROM recipient WHERE address = ?)", recipient);
          }
        });
    query.since().ifPresent(since -> and(where, values, "at >= ?", since.toEpochMilli()));
    query.finding().ifPresent(id -> and(where, values, "instr(findings, ?) > 0", " " + id + " "));
    Predicate<HeldMessage> client =
        row -> query.client().map(net -> net.contains(row.client().address())).orElse(true);
    where.append(" ORDER BY at DESC, n DESC");
    return read(connection, where.toString(), client, query.limit(), values.toArray());
  }

  private static String folded(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  private static void and(
      StringBuilder where, List<Object> values, String condition, Object value) {
    where.append(" AND ").append(condition);
    values.add(value);
  }

  /// The rows that the condition and `wanted` leave, `limit` at most.
  static List<HeldMessage> read(
      Connection connection,
      String condition,
      Predicate<HeldMessage> wanted,
      int limit,
      Object... values)
      throws SQLException, IOException {
    List<HeldMessage> found = new ArrayList<>();
    try (PreparedStatement statement =
            prepared(connection, "SELECT " + COLUMNS + " FROM held " + condition, values);
        ResultSet rows = statement.executeQuery()) {
      while (found.size() < limit && rows.next()) {
        HeldMessage row = row(rows);
        if (wanted.test(row)) {
          found.add(row);
        }
      }
    }
    return found;
  }

  private static HeldMessage row(ResultSet row) throws SQLException, IOException {
    EnvelopeText envelope = EnvelopeText.read(row.getString("envelope"));
    return new HeldMessage(
        new Key(row.getString("id"), row.getInt("copy")),
        row.getString("account"),
        state(row.getString("state")),
        state(row.getString("becomes")),
        Instant.ofEpochMilli(row.getLong("at")),
        Instant.ofEpochMilli(row.getLong("changed")),
        row.getString("file"),
        row.getLong("bytes"),
        envelope.envelope(),
        envelope.client(),
        row.getString("hop"),
        Optional.of(row.getString("subject")).filter(subject -> !subject.isEmpty()),
        EnvelopeText.JSON.readValue(row.getString("why"), Why.class),
        row.getInt("tries"),
        Instant.ofEpochMilli(row.getLong("due")),
        row.getString("said"));
  }

  private static HeldState state(String word) {
    return HeldState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static int remove(Connection connection, String which, Object... values) throws SQLException {
    update(
        connection,
        "DELETE FROM recipient WHERE n IN (SELECT n FROM held WHERE " + which + ")",
        values);
    return update(connection, "DELETE FROM held WHERE " + which, values);
  }

  static int update(Connection connection, String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = prepared(connection, statement, values)) {
      return prepared.executeUpdate();
    }
  }

  static PreparedStatement prepared(Connection connection, String statement, Object... values)
      throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }
}
