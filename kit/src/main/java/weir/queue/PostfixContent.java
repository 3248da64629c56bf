package weir.queue;

import java.io.IOException;
import java.io.InputStream;

/// The content of a Postfix queue file: its `N` records are lines, `L` records lines that go on.
/// Where the records are no more what Postfix writes, it ends.
final class PostfixContent extends InputStream {
  private final PostfixRecords records;
  private int read;
  private boolean lineEnd;
  private boolean over;

  /// @param start the record behind the one that begins the content
  PostfixContent(FileWindow octets, long start) {
    this.records = new PostfixRecords(octets, start);
    this.over = !advance();
  }

  private boolean advance() {
    try {
      while (records.next()) {
        switch (records.type()) {
          case 'N', 'L' -> {
            read = 0;
            lineEnd = records.type() == 'N';
            return true;
          }
          case 'w' -> {} // padding
          default -> {
            return false;
          }
        }
      }
      return false;
    } catch (IOException | BrokenFile _) {
      return false;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    int have = 0;
    while (have < length && !over) {
      int some = records.copy(read, into, at + have, length - have);
      have += some;
      read += some;
      if (have < length) {
        if (lineEnd) {
          into[at + have++] = '\n';
        }
        over = !advance();
      }
    }
    return have == 0 && length > 0 ? -1 : have;
  }
}
