package weir.complaints;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// Where complaints come in, and the rule of all such: a message is marked as taken only after it
/// is kept.
interface Door {
  /// What is read, for people.
  String reads();

  /// How long after a look the next one comes.
  Duration every();

  /// Takes what is there. May stay and wait for more.
  ///
  /// @throws IOException when it cannot be read; what was taken before is taken
  /// @throws SQLException when something cannot be kept
  void visit(Intake intake, DoorLog log) throws IOException, SQLException, InterruptedException;

  /// Whether a visit waits until the server tells of something new, under a deadline of its own.
  /// Any thread may ask.
  default boolean isToldOfNews() {
    return false;
  }

  /// Ends a visit from another thread: it throws.
  void abort();
}
