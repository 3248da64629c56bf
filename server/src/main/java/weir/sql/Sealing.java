package weir.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// Finishes a segment to which nothing is written any more: builds its indexes, and makes it a
/// plain file that can be read from anywhere.
final class Sealing {

  private Sealing() {}

  /// Does nothing to a sealed segment. All or nothing: after a crash it is begun again.
  ///
  /// @return whether it was sealed now
  static boolean seal(SegmentFile file, Instant now) throws SQLException, IOException {
    boolean sealed = false;
    try (Connection connection = Database.write(file.records())) {
      Schema.check(connection);
      if (!Schema.isSealed(connection)) {
        Database.run(connection, "PRAGMA cache_size = -16384", "PRAGMA synchronous = NORMAL");
        connection.setAutoCommit(false);
        Schema.index(connection, now.toEpochMilli());
        connection.commit();
        connection.setAutoCommit(true);
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

  /// A search that is reading keeps the write-ahead log in use; then it stays, which does no harm.
  private static void leaveLog(Connection connection) {
    try {
      Database.run(connection, "PRAGMA busy_timeout = 0", "PRAGMA journal_mode = DELETE");
    } catch (SQLException inUse) {
      // Readers cope with both.
    }
  }
}
