package weir.segments;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The postings of a segment's newest rows, in memory until there are enough of them for a run.
/// Until then a search reads these rows one by one, and after a crash so do we.
final class OpenRun {

  private static final Logger log = LoggerFactory.getLogger(OpenRun.class);

  /// What a search reads one by one at most: some ten milliseconds.
  static final int ROWS = 2_048;

  private static final int TERMS_EXPECTED = 16;

  private final PreparedStatement insertSpan;
  private final RunWriter writer;
  private long[] postings = new long[ROWS * TERMS_EXPECTED];
  private int count;
  private int rows;
  private long lastRow;
  private long oldest;
  private long newest;

  OpenRun(Connection segment) throws SQLException {
    insertSpan = segment.prepareStatement("INSERT INTO span VALUES(?,?,?)");
    writer = new RunWriter(segment);
  }

  /// Adds a row, and writes the run when it is full. The caller commits.
  void add(long row, long at, List<String> terms) throws SQLException {
    if (count + terms.size() > postings.length) {
      postings = Arrays.copyOf(postings, 2 * (count + terms.size()));
    }
    for (String term : terms) {
      postings[count++] = Postings.at(Postings.of(term), row);
    }
    oldest = rows == 0 ? at : Math.min(oldest, at);
    newest = rows == 0 ? at : Math.max(newest, at);
    rows++;
    lastRow = row;
    if (rows == ROWS) {
      write();
    }
  }

  /// Adds the rows that are in no run yet, as an earlier process left them.
  void addLeft(Connection segment, RecordReader reader) throws SQLException {
    try (Statement statement = segment.createStatement();
        ResultSet left =
            statement.executeQuery(
                "SELECT row, at, record FROM entry"
                    + " WHERE row > (SELECT coalesce(max(last), 0) FROM span) ORDER BY row")) {
      while (left.next()) {
        long row = left.getLong(1);
        add(row, left.getLong(2), terms(reader, row, left.getBytes(3)));
      }
    }
  }

  private static List<String> terms(RecordReader reader, long row, byte[] record) {
    try {
      return Terms.of(reader.entry(RecordReader.json(record)));
    } catch (RuntimeException broken) {
      log.error(
          "journal: row {} is not an entry and will not be found: {}", row, broken.toString());
      return List.of();
    }
  }

  void write() throws SQLException {
    if (rows == 0) {
      return;
    }
    Arrays.sort(postings, 0, count);
    writer.begin(lastRow);
    for (int i = 0; i < count; i++) {
      writer.add(postings[i]);
    }
    writer.end();
    insertSpan.setLong(1, lastRow);
    insertSpan.setLong(2, oldest);
    insertSpan.setLong(3, newest);
    insertSpan.executeUpdate();
    count = 0;
    rows = 0;
  }
}
