package weir.agent.logs;

/// How far a log file was read.
///
/// @param device on which it lies
/// @param inode its number there; used again for another file once this one is deleted, so the head
///   must agree, too
/// @param head by which it is known whatever it is called
/// @param offset octets that were read and whose observations were taken
record FileMark(long device, long inode, FileHead head, long offset) {
  FileMark {
    if (offset < 0) {
      throw new IllegalArgumentException("nobody read before the beginning: " + offset);
    }
  }
}
