package weir.wire;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import weir.smtp.BufferPool;

/// The records of TLS that come from the socket: cipher text until a record is whole, then plain
/// text where the caller wants it.
///
/// While nothing is here, no buffer is held: what comes next goes into the array of the caller,
/// which is scratch until something is returned in it, and from there into a leased one.
final class RecordsIn {
  private final SSLEngine engine;
  private final Raw raw;
  private final BufferPool buffers;

  private byte @Nullable [] held;
  private int from;
  private int to;

  RecordsIn(SSLEngine engine, Raw raw, BufferPool buffers) {
    this.engine = engine;
    this.raw = raw;
    this.buffers = buffers;
  }

  /// Is a whole record here? Its length stands in bytes 3 and 4 (RFC 8446 section 5.1). A length
  /// beyond what fits counts as whole, and unwrapping says what is wrong.
  boolean complete() {
    byte[] record = held;
    int here = to - from;
    if (record == null || here < 5) {
      return false;
    }
    int length = ((record[from + 3] & 0xff) << 8) | (record[from + 4] & 0xff);
    return here >= 5 + length || 5 + length > Wires.BUFFER;
  }

  /// Takes what one record says.
  SSLEngineResult unwrap(ByteBuffer target) throws SSLException {
    ByteBuffer source =
        held == null ? RecordsOut.NOTHING.duplicate() : ByteBuffer.wrap(held, from, to - from);
    SSLEngineResult result = engine.unwrap(source, target);
    from += result.bytesConsumed();
    return result;
  }

  /// Waits for more, in a buffer of its own: a handshake is short, and never quiet.
  ///
  /// @return false at the end of the stream
  boolean fill(long due, TimedOut.What what) throws WireException {
    byte[] room = room();
    return came(raw.read(room, to, room.length - to, due - System.nanoTime(), what)) >= 0;
  }

  /// Waits for more; of `scratch` anything may be overwritten.
  ///
  /// @return false at the end of the stream
  boolean fill(byte[] scratch, int offset, int length, long due, TimedOut.What what)
      throws WireException {
    tidy();
    if (held != null || length == 0) {
      return fill(due, what);
    }
    int most = Math.min(length, Wires.BUFFER);
    int came = raw.read(scratch, offset, most, due - System.nanoTime(), what);
    if (came > 0) {
      System.arraycopy(scratch, offset, room(), 0, came);
      to = came;
    }
    return came >= 0;
  }

  /// Takes what is there without waiting.
  ///
  /// @return how many bytes came, 0 for none, -1 at the end of the stream
  int fillNow() throws WireException {
    byte[] room = room();
    return came(raw.readNow(room, to, room.length - to));
  }

  private int came(int bytes) {
    to += Math.max(bytes, 0);
    return bytes;
  }

  /// The buffer, with what is here at its beginning; free from `to` on.
  private byte[] room() {
    byte[] room = held;
    if (room == null) {
      room = buffers.lease();
      held = room;
      from = 0;
      to = 0;
    } else if (from > 0) {
      System.arraycopy(room, from, room, 0, to - from);
      to -= from;
      from = 0;
    }
    return room;
  }

  /// Gives the buffer back if it is empty.
  void tidy() {
    byte[] empty = held;
    if (empty != null && from == to) {
      held = null;
      buffers.giveBack(empty);
    }
  }

  /// Gives the buffer back, whatever is in it.
  void drop() {
    from = to;
    tidy();
  }
}
