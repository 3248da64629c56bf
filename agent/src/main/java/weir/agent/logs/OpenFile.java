package weir.agent.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/// A log file, and how far it was read. Not thread-safe.
final class OpenFile {
  private final LogFile file;
  private FileHead head;
  private long offset;
  private boolean isInLine;
  private Instant modified;

  private OpenFile(LogFile file, FileHead head, long offset, boolean isInLine) {
    this.file = file;
    this.head = head;
    this.offset = offset;
    this.isInLine = isInLine;
    this.modified = file.modified();
  }

  /// From its beginning.
  static OpenFile from(LogFile file, FileHead head) {
    return new OpenFile(file, head, 0, false);
  }

  /// From where it was read to; under whatever name.
  static OpenFile at(LogFile file, FileMark mark) {
    return new OpenFile(file, mark.head(), mark.offset(), mark.isInLine());
  }

  /// From its end: lines that are there are not read.
  static OpenFile atEnd(LogFile file) throws IOException {
    long size = file.isPacked() ? 0 : file.size();
    byte[] last = new byte[1];
    boolean isInLine = size > 0 && file.read(last, 0, 1, size - 1) == 1 && last[0] != '\n';
    byte[] first = size == 0 ? new byte[0] : file.first((int) Math.min(size, FileHead.MOST));
    return new OpenFile(file, FileHead.of(first), size, isInLine);
  }

  FileMark mark() {
    FileStamp stamp = file.stamp();
    return new FileMark(stamp.device(), stamp.inode(), head, offset, isInLine, modified);
  }

  LogFile file() {
    return file;
  }

  FileHead head() {
    return head;
  }

  long offset() {
    return offset;
  }

  /// Whether what comes next is the rest of a line that was cut.
  boolean isInLine() {
    return isInLine;
  }

  Instant modified() {
    return modified;
  }

  /// It was written again.
  void modified(Instant now) {
    modified = now;
  }

  /// So many octets were read, and their observations taken.
  void moveOn(long octets, boolean inLine) {
    offset += octets;
    isInLine = inLine;
  }

  /// Octets that were not read, as far as that is known.
  long unread() throws IOException {
    return file.isPacked() ? 0 : Math.max(0, file.size() - offset);
  }

  /// Reads what follows.
  ///
  /// @return how many octets; -1 when the file has become another one meanwhile: it was truncated,
  ///   and perhaps written again
  int read(byte[] into) throws IOException {
    int read = file.read(into, 0, into.length, offset);
    if (file.isPacked()) {
      return read;
    }
    if (offset == 0 && head.length() == 0) {
      head = FileHead.of(Arrays.copyOf(into, wholeLines(into, Math.min(read, FileHead.MOST))));
    }
    // Only now: what was read before a truncation is good, what was read after it is not.
    byte[] first = file.first(FileHead.MOST);
    if (file.size() < offset || (head.length() > 0 && !head.isOf(first))) {
      return -1;
    }
    if (head.length() > 0 && head.length() < FileHead.MOST) {
      long known = Math.min(first.length, offset + read);
      head = FileHead.of(Arrays.copyOf(first, (int) Math.max(head.length(), known)));
    }
    return read;
  }

  /// The beginning of a line is that of many logs.
  private static int wholeLines(byte[] first, int length) {
    int end = length;
    while (end > 0 && first[end - 1] != '\n') {
      end--;
    }
    return end == 0 && length == FileHead.MOST ? length : end;
  }

  void close() throws IOException {
    file.close();
  }
}
