package weir.segments;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// Makes one run of all runs of a segment, with one block of each in memory.
final class RunMerge {

  private final PreparedStatement next;
  private final PreparedStatement delete;
  private final PriorityQueue<Source> sources = new PriorityQueue<>();

  private RunMerge(PreparedStatement next, PreparedStatement delete) {
    this.next = next;
    this.delete = delete;
  }

  /// The caller commits.
  static void merge(Connection segment) throws SQLException {
    try (PreparedStatement next =
            segment.prepareStatement(
                "SELECT n, postings FROM block WHERE run = ? AND first > ? ORDER BY first LIMIT 1");
        PreparedStatement delete = segment.prepareStatement("DELETE FROM block WHERE n = ?")) {
      new RunMerge(next, delete).merge(runs(segment), new RunWriter(segment));
    }
  }

  private static List<Long> runs(Connection segment) throws SQLException {
    List<Long> runs = new ArrayList<>();
    try (Statement statement = segment.createStatement();
        ResultSet rows = statement.executeQuery("SELECT last FROM span")) {
      while (rows.next()) {
        runs.add(rows.getLong(1));
      }
    }
    return runs;
  }

  private void merge(List<Long> runs, RunWriter into) throws SQLException {
    for (long run : runs) {
      Source source = new Source(run);
      if (source.advance()) {
        sources.add(source);
      }
    }
    into.begin(Schema.MERGED);
    for (Source least = sources.poll(); least != null; least = sources.poll()) {
      Source second = sources.peek();
      boolean more = true;
      while (more && (second == null || least.posting <= second.posting)) {
        into.add(least.posting);
        more = least.advance();
      }
      if (more) {
        sources.add(least);
      }
    }
    into.end();
  }

  /// A run that is being read. Each block is deleted when it is in memory: the merged run takes its
  /// page.
  private final class Source implements Comparable<Source> {
    private final long run;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long posting = -1;

    Source(long run) {
      this.run = run;
    }

    /// Whether there is another posting.
    boolean advance() throws SQLException {
      if (!block.hasRemaining() && !load()) {
        return false;
      }
      posting = block.getLong();
      return true;
    }

    private boolean load() throws SQLException {
      next.setLong(1, run);
      next.setLong(2, posting);
      try (ResultSet found = next.executeQuery()) {
        if (!found.next()) {
          return false;
        }
        block = ByteBuffer.wrap(found.getBytes(2));
        delete.setLong(1, found.getLong(1));
      }
      delete.executeUpdate();
      return true;
    }

    @Override
    public int compareTo(Source other) {
      return Long.compare(posting, other.posting);
    }
  }
}
