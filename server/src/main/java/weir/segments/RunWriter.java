package weir.segments;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/// Writes runs: postings in their order, cut into blocks that fill a page each.
final class RunWriter {

  /// With the head of its row just below a page of 16 KiB.
  static final int BLOCK = 2_000;

  private final PreparedStatement insert;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK * Long.BYTES);
  private long run;
  private long last;

  RunWriter(Connection segment) throws SQLException {
    insert = segment.prepareStatement("INSERT INTO block(run, first, postings) VALUES(?,?,?)");
  }

  /// @param run the last row that it is about, or [Schema#MERGED]
  void begin(long run) {
    this.run = run;
    last = -1;
  }

  /// Postings come in their order; the same one again is left out.
  void add(long posting) throws SQLException {
    if (posting == last) {
      return;
    }
    if (!block.hasRemaining()) {
      writeBlock();
    }
    block.putLong(posting);
    last = posting;
  }

  void end() throws SQLException {
    if (block.position() > 0) {
      writeBlock();
    }
  }

  private void writeBlock() throws SQLException {
    insert.setLong(1, run);
    insert.setLong(2, block.getLong(0));
    insert.setBytes(3, Arrays.copyOf(block.array(), block.position()));
    insert.executeUpdate();
    block.clear();
  }
}
