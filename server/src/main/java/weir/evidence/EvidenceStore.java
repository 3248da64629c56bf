package weir.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import weir.sqlite.Database;
import weir.sqlite.Rows;

/// The file of evidence, beside that of incidents. Several processes may write it. Not thread-safe.
final class EvidenceStore implements AutoCloseable {
  /// The file's name in its folder.
  static final String FILE = "evidence.db";

  private static final int FORMAT = 1;

  /// "Weie", so that a file of somebody else is never taken for ours.
  private static final int APPLICATION = 0x57656965;

  private static final String TABLE =
      """
      CREATE TABLE piece(incident TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL,
      by TEXT NOT NULL, octets BLOB NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
      PRIMARY KEY(incident, name))\
      """;

  private final Connection connection;

  private EvidenceStore(Connection connection) {
    this.connection = connection;
  }

  /// Opens the file for writing, or makes it.
  static EvidenceStore open(Path folder) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
      Database.prepare(connection, APPLICATION, FORMAT, "evidence", TABLE);
      return new EvidenceStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// @throws IOException when it cannot be told, or this user may not look
  static boolean isThere(Path folder) throws IOException {
    return Database.isThere(folder.resolve(FILE));
  }

  /// Opens a file that exists, to look into it.
  static EvidenceStore look(Path folder) throws SQLException {
    return new EvidenceStore(Database.read(folder.resolve(FILE)));
  }

  /// Keeps a piece in place of the one of its name. Where all are more than may be kept, those of
  /// the incident go of which nothing was taken for the longest.
  ///
  /// @param most bytes of all
  void keep(Piece piece, long most) throws SQLException {
    Database.transaction(
        connection,
        () -> {
          Rows.change(
              connection,
              "INSERT OR REPLACE INTO piece(incident, name, at, by, octets, size, sha256)"
                  + " VALUES(?, ?, ?, ?, ?, ?, ?)",
              piece.incident(),
              piece.name(),
              piece.at().toEpochMilli(),
              piece.by(),
              piece.octets(),
              piece.size(),
              piece.sha256());
          while (bytes() > most && forgetOldest()) {}
          return piece;
        });
  }

  private long bytes() throws SQLException {
    return Database.number(connection, "SELECT coalesce(sum(length(octets)), 0) FROM piece");
  }

  private boolean forgetOldest() throws SQLException {
    return Rows.change(
            connection,
            "DELETE FROM piece WHERE incident = (SELECT incident FROM piece GROUP BY incident"
                + " ORDER BY max(at), incident LIMIT 1)")
        > 0;
  }

  /// What is kept of an incident, by name.
  List<Piece> of(String incident) throws SQLException {
    return Rows.list(
        connection,
        EvidenceStore::piece,
        "SELECT * FROM piece WHERE incident = ? ORDER BY name",
        incident);
  }

  /// @throws SQLException also when the octets are not those that were kept
  private static Piece piece(ResultSet row) throws SQLException {
    Piece piece =
        new Piece(
            row.getString("incident"),
            row.getString("name"),
            Instant.ofEpochMilli(row.getLong("at")),
            row.getString("by"),
            row.getBytes("octets"),
            row.getLong("size"));
    if (!piece.sha256().equals(row.getString("sha256"))) {
      throw new SQLException(piece.name() + " is not what was kept: its SHA-256 is another one");
    }
    return piece;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
