package weir.complaints;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;
import weir.report.FeedbackType;
import weir.sqlite.Database;

/// The file of complaints, with the messages that they came in. Several processes may write it. Not
/// thread-safe.
public final class ComplaintStore implements AutoCloseable {
  /// The file's name in its folder.
  public static final String FILE = "complaints.db";

  /// Messages that are kept; beyond it the oldest go.
  public static final int MOST = 100_000;

  private final Connection connection;

  private ComplaintStore(Connection connection) {
    this.connection = connection;
  }

  /// Opens the file for writing, or makes it.
  public static ComplaintStore open(Path folder) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      ComplaintTables.prepare(connection);
      return new ComplaintStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Opens a file that exists, to look into it.
  public static ComplaintStore look(Path folder) throws SQLException {
    return new ComplaintStore(Database.read(folder.resolve(FILE)));
  }

  /// Keeps a message and what was read in it; on disk when this returns.
  ///
  /// @param digest of the whole message
  /// @param size of the whole message
  /// @param octets of it that are kept
  /// @param lines at least one; their ids are given here
  /// @return false where the same message is here already
  boolean keep(byte[] digest, long size, byte[] octets, List<KeptComplaint> lines)
      throws SQLException {
    Database.run(connection, "BEGIN IMMEDIATE");
    try {
      boolean isNew = message(digest, size, octets, lines.getFirst().came());
      if (isNew) {
        long mail = Database.number(connection, "SELECT max(id) FROM mail");
        for (KeptComplaint line : lines) {
          insert(mail, line);
        }
        forget();
      }
      Database.run(connection, "COMMIT");
      return isNew;
    } catch (SQLException e) {
      Database.run(connection, "ROLLBACK");
      throw e;
    }
  }

  private boolean message(byte[] digest, long size, byte[] octets, Instant came)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO mail(digest, came, size, octets) VALUES(?, ?, ?, ?)")) {
      insert.setBytes(1, digest);
      insert.setLong(2, came.toEpochMilli());
      insert.setLong(3, size);
      insert.setBytes(4, octets);
      return insert.executeUpdate() == 1;
    }
  }

  private void insert(long mail, KeptComplaint line) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO complaint(mail, came, door, kind, type, reporter, source, subject,"
                + " message_id, redacted, account, candidates, why)"
                + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, mail);
      insert.setLong(2, line.came().toEpochMilli());
      insert.setString(3, line.door());
      insert.setString(4, line.kind().name());
      insert.setString(5, line.type().name());
      insert.setString(6, line.reporter());
      insert.setString(7, line.source().map(IpAddress::toString).orElse(null));
      insert.setString(8, line.subject());
      insert.setString(9, line.messageId().orElse(null));
      insert.setBoolean(10, line.redacted());
      String account = line.whose() instanceof Whose.Verified verified ? verified.account() : null;
      insert.setString(11, account);
      insert.setInt(12, line.whose() instanceof Whose.Candidates some ? some.count() : 0);
      insert.setString(13, line.whose().why());
      insert.executeUpdate();
    }
  }

  private void forget() throws SQLException {
    String old = "(SELECT max(id) - " + MOST + " FROM mail)";
    Database.run(
        connection,
        "DELETE FROM complaint WHERE mail <= " + old,
        "DELETE FROM mail WHERE id <= " + old);
  }

  /// The newest first.
  ///
  /// @param since not older ones
  /// @param everything bounces and automatic replies, too
  public List<KeptComplaint> list(Instant since, boolean everything, int most) throws SQLException {
    String kinds = everything ? "" : " AND kind IN ('COMPLAINT', 'UNREAD')";
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM complaint WHERE came >= ?" + kinds + " ORDER BY id DESC LIMIT ?")) {
      query.setLong(1, since.toEpochMilli());
      query.setInt(2, most);
      return lines(query);
    }
  }

  public Optional<KeptComplaint> find(long id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM complaint WHERE id = ?")) {
      query.setLong(1, id);
      return lines(query).stream().findFirst();
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

  private static List<KeptComplaint> lines(PreparedStatement query) throws SQLException {
    List<KeptComplaint> lines = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        lines.add(
            new KeptComplaint(
                rows.getLong("id"),
                Instant.ofEpochMilli(rows.getLong("came")),
                rows.getString("door"),
                KeptComplaint.Kind.valueOf(rows.getString("kind")),
                FeedbackType.valueOf(rows.getString("type")),
                rows.getString("reporter"),
                Optional.ofNullable(rows.getString("source")).flatMap(IpAddress::parse),
                rows.getString("subject"),
                Optional.ofNullable(rows.getString("message_id")),
                rows.getBoolean("redacted"),
                whose(rows)));
      }
    }
    return lines;
  }

  private static Whose whose(ResultSet rows) throws SQLException {
    String account = rows.getString("account");
    int candidates = rows.getInt("candidates");
    String why = rows.getString("why");
    if (account != null) {
      return new Whose.Verified(account, why);
    }
    return candidates > 0 ? new Whose.Candidates(candidates, why) : new Whose.Unknown(why);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
