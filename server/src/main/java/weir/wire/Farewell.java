package weir.wire;

/// The last moment of a connection. A close with unread bytes makes the kernel throw our last reply
/// away, so what the peer still sends is read and dropped first, within bounds.
final class Farewell {

  /// Bytes read and thrown away while the peer is still sending; more than that, and its last reply
  /// may be lost.
  private static final int BYTES = 256 * 1024;

  private Farewell() {}

  /// Ends our side first and reads and drops what the peer still sends, if it left anything unread;
  /// if not, the close says it all.
  ///
  /// @param cutOff more is on its way, also where none of it is here yet
  static void say(Raw raw, boolean cutOff, Wires wires) throws WireException {
    byte[] scratch = wires.buffers().lease();
    try {
      int came = raw.readNow(scratch, 0, scratch.length);
      if (came < 0 || (came == 0 && !cutOff)) {
        return;
      }
      raw.endOutput();
      long end = System.nanoTime() + wires.settings().farewell().toNanos();
      for (int total = came; came >= 0 && total < BYTES; total += came) {
        came =
            raw.read(scratch, 0, scratch.length, end - System.nanoTime(), TimedOut.What.DEADLINE);
      }
    } finally {
      wires.buffers().giveBack(scratch);
    }
  }
}
