package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;

/// Seals a segment for a test.
final class Sealed {

  private Sealed() {}

  static void seal(SegmentFile file) throws IOException {
    try {
      assertThat(Sealing.seal(file, Entries.T)).isTrue();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
