package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import weir.sqlite.Database;

/// Finishes a segment to which nothing is written any more: makes one run of its runs, so that a
/// search looks in one place, and makes it a plain file that can be read from anywhere. One of an
/// earlier format gets the index of this one.
final class Sealing {

  private Sealing() {}

  /// Does nothing to a sealed segment of this format. All or nothing: after a crash it is begun
  /// again.
  ///
  /// @return whether it was sealed now
  static boolean seal(SegmentFile file, Instant now) throws SQLException, IOException {
    boolean sealed = false;
    try (Connection connection = Database.write(file.records())) {
      Schema.check(connection);
      Schema.State state = Schema.state(connection);
      if (state != Schema.State.SEALED) {
        index(connection, state, now);
        sealed = true;
      }
      leaveLog(connection);
    }
    Path evidence = file.evidence();
    if (sealed && Files.exists(evidence)) {
      try (Connection connection = Database.write(evidence)) {
        leaveLog(connection);
      }
    }
    return sealed;
  }

  private static void index(Connection connection, Schema.State state, Instant now)
      throws SQLException {
    Database.run(
        connection,
        // A sealed segment of an earlier format has none, and searches would wait for us.
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
        "PRAGMA cache_size = -16384");
    connection.setAutoCommit(false);
    if (state == Schema.State.EARLIER) {
      Schema.upgrade(connection);
    }
    OpenRun newest = new OpenRun(connection);
    newest.addLeft(connection, new RecordReader(Kinds.of(connection)));
    newest.write();
    RunMerge.merge(connection);
    Schema.markSealed(connection, now.toEpochMilli());
    connection.commit();
    connection.setAutoCommit(true);
  }

  /// A search that is reading keeps the write-ahead log in use; then it stays, which does no harm.
  private static void leaveLog(Connection connection) {
    try {
      Database.run(connection, "PRAGMA busy_timeout = 0", "PRAGMA journal_mode = DELETE");
    } catch (SQLException inUse) {
      // Readers cope with both.
    }
  }
}
