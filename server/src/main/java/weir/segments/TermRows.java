package weir.segments;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The rows of a segment that have a term. It is asked for smaller and smaller rows, and keeps the
/// block that it read last.
final class TermRows {

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Connection segment;
  private final long term;
  private long run = -1;
  private ByteBuffer block = NONE;

  TermRows(Connection segment, String term) {
    this.segment = segment;
    this.term = Postings.of(term);
  }

  /// The greatest row up to this one that has the term, as far as the run goes back; 0 for none.
  long upTo(long run, long row) throws SQLException {
    long wanted = Postings.at(term, row);
    if (run != this.run || (block.capacity() > 0 && wanted < block.getLong(0))) {
      load(run, wanted);
    }
    long posting = atMost(wanted);
    return posting < term ? 0 : Postings.row(posting);
  }

  private void load(long run, long wanted) throws SQLException {
    this.run = run;
    try (PreparedStatement select =
        segment.prepareStatement(
            "SELECT postings FROM block WHERE run = ? AND first <= ? ORDER BY first DESC LIMIT 1")) {
      select.setLong(1, run);
      select.setLong(2, wanted);
      try (ResultSet found = select.executeQuery()) {
        block = found.next() ? ByteBuffer.wrap(found.getBytes(1)) : NONE;
      }
    }
  }

  /// The greatest posting of the block up to this one; -1 for none.
  private long atMost(long wanted) {
    int from = 0;
    int to = block.capacity() / Long.BYTES;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (block.getLong(middle * Long.BYTES) <= wanted) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? -1 : block.getLong((from - 1) * Long.BYTES);
  }
}
