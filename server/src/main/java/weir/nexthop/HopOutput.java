package weir.nexthop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import weir.smtp.BufferPool;

/// Gathers what goes to a hop in one leased buffer, so that it leaves in few and large writes.
///
/// What fits goes out with [#flush] only; a message that does not fit fills the buffer to the brim
/// first. Owns its buffer until [#release]. Not thread-safe.
final class HopOutput extends OutputStream {
  private static final byte[] RELEASED = {};

  private final OutputStream wire;
  private final BufferPool pool;
  private byte[] buffer;
  private int used;

  HopOutput(OutputStream wire, BufferPool pool) {
    this.wire = wire;
    this.pool = pool;
    this.buffer = pool.lease();
  }

  @Override
  public void write(int octet) throws IOException {
    if (used == buffer.length) {
      flush();
    }
    buffer[used++] = (byte) octet;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    if (left > buffer.length - used && used > 0) {
      int fits = buffer.length - used;
      System.arraycopy(source, from, buffer, used, fits);
      used += fits;
      from += fits;
      left -= fits;
      flush();
    }
    if (left >= buffer.length) {
      wire.write(source, from, left);
      return;
    }
    System.arraycopy(source, from, buffer, used, left);
    used += left;
  }

  /// A piece of a command line. Nothing that could begin another line leaves here (invariants 9 and
  /// 10), whoever made the text.
  HopOutput text(String text) throws IOException {
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        throw new IllegalArgumentException("a control character in a command");
      }
      ascii &= c < 0x80;
    }
    write(text.getBytes(ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8));
    return this;
  }

  HopOutput endLine() throws IOException {
    write('\r');
    write('\n');
    return this;
  }

  @Override
  public void flush() throws IOException {
    if (used > 0) {
      int length = used;
      used = 0;
      wire.write(buffer, 0, length);
    }
  }

  /// Forgets what was not sent and gives the buffer back. Harmless when repeated.
  void release() {
    if (buffer.length > 0) {
      pool.giveBack(buffer);
      buffer = RELEASED;
      used = 0;
    }
  }
}
