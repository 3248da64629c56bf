package weir.wire;

import org.jspecify.annotations.Nullable;
import weir.smtp.BufferPool;

/// What a session writes, gathered until it is flushed or more than a buffer. Holds a buffer only
/// meanwhile.
final class Outgoing {

  /// Puts octets on the wire.
  interface Sending {
    void send(byte[] source, int offset, int length) throws WireException;
  }

  private final BufferPool buffers;
  private final Sending sending;
  private byte @Nullable [] out;
  private int outLength;

  Outgoing(BufferPool buffers, Sending sending) {
    this.buffers = buffers;
    this.sending = sending;
  }

  void write(byte[] source, int offset, int length) throws WireException {
    if (length > Wires.BUFFER - outLength) {
      flush();
    }
    if (length >= Wires.BUFFER) {
      sending.send(source, offset, length);
      return;
    }
    byte[] gathered = out;
    if (gathered == null) {
      gathered = buffers.lease();
      out = gathered;
    }
    System.arraycopy(source, offset, gathered, outLength, length);
    outLength += length;
  }

  void flush() throws WireException {
    byte[] gathered = out;
    if (gathered != null) {
      int length = outLength;
      out = null;
      outLength = 0;
      try {
        sending.send(gathered, 0, length);
      } finally {
        buffers.giveBack(gathered);
      }
    }
  }
}
