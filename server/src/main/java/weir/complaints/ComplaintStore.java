package weir.complaints;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import weir.sqlite.Database;

/// The file of complaints, with the messages that they came in. Several processes may write it. Not
/// thread-safe.
public final class ComplaintStore implements AutoCloseable {
  /// The file's name in its folder.
  public static final String FILE = "complaints.db";

  private final Connection connection;
  private final ComplaintBounds bounds;

  private ComplaintStore(Connection connection, ComplaintBounds bounds) {
    this.connection = connection;
    this.bounds = bounds;
  }

  /// Opens the file for writing, or makes it.
  public static ComplaintStore open(Path folder) throws SQLException {
    return open(folder, ComplaintBounds.USUAL);
  }

  static ComplaintStore open(Path folder, ComplaintBounds bounds) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      ComplaintTables.prepare(connection);
      return new ComplaintStore(connection, bounds);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Whether a complaint was ever taken in a folder.
  ///
  /// @throws IOException when that cannot be told, or this user may not look
  public static boolean isThere(Path folder) throws IOException {
    return Database.isThere(folder.resolve(FILE));
  }

  /// Opens a file that exists, to look into it.
  public static ComplaintStore look(Path folder) throws SQLException {
    Connection connection = Database.read(folder.resolve(FILE));
    try {
      ComplaintTables.check(connection);
      return new ComplaintStore(connection, ComplaintBounds.USUAL);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Keeps a message and what was read in it; on disk when this returns.
  ///
  /// @param lines at least one; their ids are given here
  /// @return false where the same message is here already
  boolean keep(Arrived message, List<KeptComplaint> lines) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          boolean isNew = message(message, lines.getFirst().came());
          if (isNew) {
            long mail = Database.number(connection, "SELECT max(id) FROM mail");
            for (int i = 0; i < lines.size(); i++) {
              insert(mail, lines.get(i), i < LookAgain.MOST_OF_ONE);
            }
            bounds.forget(connection);
          }
          return isNew;
        });
  }

  /// Whether the same message is here.
  boolean has(Arrived message) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM mail WHERE digest = ?")) {
      query.setBytes(1, message.digest());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private boolean message(Arrived message, Instant came) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO mail(digest, came, size, octets) VALUES(?, ?, ?, ?)")) {
      insert.setBytes(1, message.digest());
      insert.setLong(2, came.toEpochMilli());
      insert.setLong(3, message.size());
      insert.setBytes(4, message.octets());
      return insert.executeUpdate() == 1;
    }
  }

  private void insert(long mail, KeptComplaint line, boolean isFirst) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ComplaintRow.INSERT)) {
      ComplaintRow.fill(insert, mail, line, isFirst);
      insert.executeUpdate();
    }
  }

  /// Those that are to be looked up again now, at most so many of at most so many messages.
  List<ComplaintDue> due(Instant now, int most, int mails) throws SQLException {
    return ComplaintDue.of(connection, now, most, mails);
  }

  /// Keeps what looking again has found; not where a person has settled it meanwhile.
  void looked(long id, Whose whose, Optional<Instant> next) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ComplaintRow.UPDATE)) {
      ComplaintRow.fill(update, id, whose, next);
      update.executeUpdate();
    }
  }

  /// Does not look it up any more.
  void giveUp(long id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE complaint SET look_again = NULL WHERE id = ?")) {
      update.setLong(1, id);
      update.executeUpdate();
    }
  }

  /// Writes down what a person did.
  ///
  /// @return false where there is nothing to do: no such complaint, or it is in that state
  public boolean add(ComplaintAct act) throws SQLException {
    boolean settles = act.what().equals(ComplaintAct.SETTLED);
    return Database.transaction(
        connection,
        () -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE complaint SET settled = ?, settled_by = ?, note = ?, look_again = ?"
                      + " WHERE id = ? AND settled IS "
                      + (settles ? "NULL" : "NOT NULL"))) {
            if (settles) {
              update.setLong(1, act.at().toEpochMilli());
              update.setString(2, act.by());
              update.setString(3, act.note());
            }
            if (!settles && isWorthALook(act)) {
              update.setLong(4, act.at().toEpochMilli());
            }
            update.setLong(5, act.complaint());
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          ComplaintAct.TABLE.insert(connection, act);
          return true;
        });
  }

  private boolean isWorthALook(ComplaintAct reopened) throws SQLException {
    return find(reopened.complaint())
        .filter(line -> line.kind() == KeptComplaint.Kind.COMPLAINT)
        .filter(line -> NextLook.isOfUse(line.whose(), line.came(), reopened.at()))
        .isPresent();
  }

  /// What people did to a complaint, the oldest first.
  public List<ComplaintAct> acts(long complaint) throws SQLException {
    return ComplaintAct.TABLE.of(connection, Long.toString(complaint));
  }

  /// What the journal does not have yet, the oldest first.
  List<ComplaintAct> unjournaled() throws SQLException {
    return ComplaintAct.TABLE.unjournaled(connection);
  }

  /// Nobody asks any more for what was done to a complaint that is forgotten.
  void journaled(ComplaintAct act) throws SQLException {
    ComplaintAct.TABLE.journaled(connection, act);
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM act WHERE name = ?"
                + " AND NOT EXISTS (SELECT 1 FROM complaint WHERE complaint.id = act.complaint)")) {
      delete.setString(1, act.id());
      delete.executeUpdate();
    }
  }

  /// The newest first.
  public List<KeptComplaint> list(ComplaintQuery wanted) throws SQLException {
    try (PreparedStatement query =
        wanted("SELECT * FROM complaint", wanted, " ORDER BY id DESC LIMIT " + wanted.most())) {
      return ComplaintRow.all(query);
    }
  }

  /// How many there are, however many are wanted at most.
  public int count(ComplaintQuery wanted) throws SQLException {
    try (PreparedStatement query = wanted("SELECT count(*) FROM complaint", wanted, "");
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private PreparedStatement wanted(String select, ComplaintQuery wanted, String order)
      throws SQLException {
    String kinds = wanted.everything() ? "" : " AND kind IN ('COMPLAINT', 'UNREAD')";
    String account = wanted.account().isPresent() ? " AND account = ?" : "";
    String marks = String.join(", ", Collections.nCopies(wanted.states().size(), "?"));
    PreparedStatement query =
        connection.prepareStatement(
            select
                + " WHERE came >= ?"
                + kinds
                + account
                + " AND iif(settled IS NULL, state, 'SETTLED') IN ("
                + marks
                + ")"
                + order);
    int at = 1;
    query.setLong(at++, wanted.since().toEpochMilli());
    if (wanted.account().isPresent()) {
      query.setString(at++, wanted.account().get());
    }
    for (ComplaintState state : wanted.states()) {
      query.setString(at++, state.name());
    }
    return query;
  }

  public Optional<KeptComplaint> find(long id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM complaint WHERE id = ?")) {
      query.setLong(1, id);
      return ComplaintRow.all(query).stream().findFirst();
    }
  }

  /// The octets of the message that a complaint came in, as much as was kept.
  public Optional<byte[]> message(long id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT octets FROM mail WHERE id = (SELECT mail FROM complaint WHERE id = ?)")) {
      query.setLong(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
