package weir.agent.logs;

import java.time.Instant;

/// How far a log file was read.
///
/// @param device on which it lies
/// @param inode its number there; used again for another file once this one is deleted, so the head
///   must agree, too
/// @param head by which it is known whatever it is called
/// @param offset octets that were read and whose observations were taken
/// @param isInLine whether the offset is within a line whose beginning was read and cut
/// @param modified when it was written last, as far as we saw
record FileMark(
    long device, long inode, FileHead head, long offset, boolean isInLine, Instant modified) {
  FileMark {
    if (offset < 0) {
      throw new IllegalArgumentException("nobody read before the beginning: " + offset);
    }
  }
}
