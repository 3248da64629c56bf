package weir.sql;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.journal.Entry;
import weir.net.IpAddress;

/// The open segment, for writing. Used by one thread; after an exception it can only be closed.
final class Segment implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

  private final SegmentFile file;
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement insertEvidence;
  private final PreparedStatement insertKind;
  private final Kinds kinds;
  private final Encoder encoder;
  private long lastRow;

  private Segment(SegmentFile file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.insert = connection.prepareStatement("INSERT INTO entry VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
    this.insertEvidence = connection.prepareStatement("INSERT INTO evidence.evidence VALUES(?,?)");
    this.insertKind = connection.prepareStatement("INSERT INTO kind VALUES(?,?,?,?,?,?)");
    this.kinds = Kinds.of(connection);
    this.encoder = new Encoder(kinds);
    this.lastRow = Database.number(connection, "SELECT max(row) FROM entry");
  }

  /// Opens a segment to go on writing, or begins it.
  static Segment open(SegmentFile file) throws SQLException {
    Connection connection = Database.write(file.records());
    try {
      prepare(connection, file);
      return new Segment(file, connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void prepare(Connection connection, SegmentFile file) throws SQLException {
    // With a write-ahead log readers and the writer do not wait for each other. NORMAL waits for
    // the
    // disk at checkpoints only: a killed process loses nothing committed, a power cut may lose the
    // last seconds, and neither damages the file.
    Database.run(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL");
    try (PreparedStatement attach = connection.prepareStatement("ATTACH DATABASE ? AS evidence")) {
      attach.setString(1, file.evidence().toAbsolutePath().toString());
      attach.execute();
    }
    Database.run(
        connection,
        "PRAGMA evidence.journal_mode = WAL",
        "PRAGMA evidence.synchronous = NORMAL",
        "PRAGMA wal_autocheckpoint = 4000",
        "PRAGMA cache_size = -8192");
    if (isNew(connection, "main")) {
      Schema.create(connection);
    }
    Schema.check(connection);
    if (isNew(connection, "evidence")) {
      Schema.createEvidence(connection);
    }
    connection.setAutoCommit(false);
  }

  private static boolean isNew(Connection connection, String name) throws SQLException {
    return Database.number(connection, "SELECT count(*) FROM " + name + ".sqlite_master") == 0;
  }

  SegmentFile file() {
    return file;
  }

  long entries() {
    return lastRow;
  }

  boolean isSealed() throws SQLException {
    return Schema.isSealed(connection);
  }

  /// Writes and commits the entries, all or none.
  ///
  /// @return entries left out because they could not be encoded
  int write(List<Entry> entries) throws SQLException {
    int knownKinds = kinds.size();
    int defects = 0;
    for (Entry entry : entries) {
      Encoder.Encoded encoded = encode(entry);
      if (encoded == null) {
        defects++;
      } else {
        write(entry, encoded);
      }
    }
    kinds.save(insertKind, knownKinds);
    connection.commit();
    return defects;
  }

  private Encoder.@Nullable Encoded encode(Entry entry) {
    try {
      return encoder.encode(entry);
    } catch (RuntimeException defect) {
      LOG.error("journal: an entry cannot be written: {}", entry.getClass().getName(), defect);
      return null;
    }
  }

  private void write(Entry entry, Encoder.Encoded encoded) throws SQLException {
    Columns columns = Columns.of(entry);
    lastRow++;
    insert.setLong(1, lastRow);
    insert.setLong(2, columns.at());
    insert.setInt(3, columns.kind());
    insert.setString(4, columns.id());
    insert.setString(5, columns.session());
    insert.setBytes(6, octets(columns.client()));
    insert.setString(7, columns.sender());
    insert.setString(8, columns.domain());
    insert.setString(9, Encoder.array(columns.recipients()));
    insert.setString(10, Encoder.array(columns.findings()));
    if (columns.outcome() == Columns.NO_OUTCOME) {
      insert.setNull(11, Types.INTEGER);
    } else {
      insert.setInt(11, columns.outcome());
    }
    insert.setBytes(12, encoded.record());
    insert.executeUpdate();
    byte[] evidence = encoded.evidence();
    if (evidence != null) {
      insertEvidence.setLong(1, lastRow);
      insertEvidence.setBytes(2, evidence);
      insertEvidence.executeUpdate();
    }
  }

  /// 16 octets, so that the order of the octets is the order of addresses in both families.
  static byte @Nullable [] octets(@Nullable IpAddress address) {
    if (address == null) {
      return null;
    }
    byte[] octets = new byte[16];
    for (int i = 0; i < 8; i++) {
      octets[i] = (byte) (address.high() >>> (56 - 8 * i));
      octets[8 + i] = (byte) (address.low() >>> (56 - 8 * i));
    }
    return octets;
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      Path path = file.records();
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }
}
