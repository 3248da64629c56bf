package weir.wire;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import weir.smtp.BufferPool;

/// The records of TLS that go to the socket. A buffer is leased for one record and given back.
final class RecordsOut {
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final Raw raw;
  private final BufferPool buffers;

  RecordsOut(SSLEngine engine, Raw raw, BufferPool buffers) {
    this.engine = engine;
    this.raw = raw;
    this.buffers = buffers;
  }

  /// Sends one record: as many of these bytes as it takes, or what a handshake says next.
  void send(ByteBuffer bytes, long due, TimedOut.What what) throws WireException, SSLException {
    byte[] record = buffers.lease();
    try {
      SSLEngineResult result = engine.wrap(bytes, ByteBuffer.wrap(record));
      if (result.bytesConsumed() + result.bytesProduced() == 0) {
        throw new TlsFailed("nothing more can be sent");
      }
      long left = due - System.nanoTime();
      if (left <= 0) {
        throw new TimedOut(what);
      }
      raw.write(record, 0, result.bytesProduced(), left);
    } finally {
      buffers.giveBack(record);
    }
  }

  /// Says what went wrong, or goodbye, without waiting: a peer that does not take it now does
  /// without.
  void alert() {
    byte[] record = buffers.lease();
    try {
      SSLEngineResult result = engine.wrap(NOTHING.duplicate(), ByteBuffer.wrap(record));
      raw.writeNow(record, 0, result.bytesProduced());
    } catch (SSLException | WireException | RuntimeException nobodyListens) {
      // The connection ends either way.
    } finally {
      buffers.giveBack(record);
    }
  }
}
