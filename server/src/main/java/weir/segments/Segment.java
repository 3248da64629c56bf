package weir.segments;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.journal.Entry;
import weir.sqlite.Database;

/// The open segment, for writing. Used by one thread; after an exception it can only be closed.
final class Segment implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(Segment.class);

  /// Rows of about a kilobyte: with the usual pages of four a third more is spent on each of them.
  private static final String PAGES = "PRAGMA page_size = 16384";

  private final SegmentFile file;
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement insertEvidence;
  private final PreparedStatement insertKind;
  private final Kinds kinds;
  private final Encoder encoder;
  private final OpenRun run;
  private long lastRow;

  private Segment(SegmentFile file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.insert = connection.prepareStatement("INSERT INTO entry(at, record) VALUES(?,?)");
    this.insertEvidence = connection.prepareStatement("INSERT INTO evidence.evidence VALUES(?,?)");
    this.insertKind = connection.prepareStatement("INSERT INTO kind VALUES(?,?,?,?,?,?)");
    this.kinds = Kinds.of(connection);
    this.encoder = new Encoder(kinds);
    this.run = new OpenRun(connection);
    run.addLeft(connection, new RecordReader(kinds));
    this.lastRow = Database.number(connection, "SELECT max(row) FROM entry");
  }

  /// Opens a segment to go on writing, or begins it.
  ///
  /// @throws Schema.OtherFormat when another version of this program wrote it
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
    if (!isNew(connection, "main")) {
      Schema.check(connection);
      if (Schema.state(connection) == Schema.State.EARLIER) {
        throw new Schema.OtherFormat("written by an earlier version");
      }
    }
    // With a write-ahead log readers and the writer do not wait for each other. NORMAL waits for
    // the disk at checkpoints only: a killed process loses nothing committed, a power cut may lose
    // the last seconds, and neither damages the file.
    Database.run(connection, PAGES, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL");
    Database.make(file.evidence());
    try (PreparedStatement attach = connection.prepareStatement("ATTACH DATABASE ? AS evidence")) {
      attach.setString(1, file.evidence().toAbsolutePath().toString());
      attach.execute();
    }
    Database.run(
        connection,
        "PRAGMA evidence.page_size = 16384",
        "PRAGMA evidence.journal_mode = WAL",
        "PRAGMA evidence.synchronous = NORMAL",
        "PRAGMA wal_autocheckpoint = 1000",
        "PRAGMA cache_size = -8192");
    if (isNew(connection, "main")) {
      Schema.create(connection);
    }
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

  /// Lets the file grow to so many pages only, as a full disk would.
  void limitPages(int pages) throws SQLException {
    Database.run(connection, "PRAGMA max_page_count = " + pages);
  }

  boolean isSealed() throws SQLException {
    return Schema.state(connection) == Schema.State.SEALED;
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
        write(encoded);
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
      log.error("journal: an entry cannot be written: {}", entry.getClass().getName(), defect);
      return null;
    }
  }

  /// Rows number themselves from 1 on, since nothing is ever deleted.
  private void write(Encoder.Encoded encoded) throws SQLException {
    lastRow++;
    insert.setLong(1, encoded.at());
    insert.setBytes(2, encoded.record());
    insert.executeUpdate();
    run.add(lastRow, encoded.at(), encoded.terms());
    byte[] evidence = encoded.evidence();
    if (evidence != null) {
      insertEvidence.setLong(1, lastRow);
      insertEvidence.setBytes(2, evidence);
      insertEvidence.executeUpdate();
    }
  }

  @Override
  public void close() throws IOException {
    // What was not committed goes with the connection.
    try {
      connection.close();
    } catch (SQLException e) {
      Path path = file.records();
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }
}
