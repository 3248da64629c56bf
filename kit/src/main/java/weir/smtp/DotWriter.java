package weir.smtp;

import java.io.IOException;
import java.io.OutputStream;
import weir.mail.Content;

/// Sends one message to a next hop: dots stuffed, CRLF.CRLF at the end and nowhere else (RFC 5321
/// section 4.5.2).
///
/// Small writes are collected in one leased buffer, large ones go through as they are, and the end
/// goes out together with the last of the content. So the order of use is: headers, content, a last
/// look whether the client is still there, [#finish()]. Without `finish` the message does not end,
/// and [#close()] only gives the buffer back: whoever gives up closes the connection.
///
/// What is written must have CRLF as its only line end. That is what [DotReader] and our own
/// headers produce; a message that does not end in CRLF is refused at the end rather than glued to
/// the dot.
public final class DotWriter extends OutputStream {

  private static final byte[] END = {'.', '\r', '\n'};

  private final OutputStream wire;
  private final BufferPool pool;
  private final byte[] buffer;
  private int filled;
  private boolean closed;

  /// The last two octets of the message so far: the CRLF of DATA at first.
  private int last = '\n';

  private int lastButOne = '\r';
  private boolean stuffing = true;

  public DotWriter(OutputStream wire, BufferPool pool) {
    this.wire = wire;
    this.pool = pool;
    this.buffer = pool.lease();
  }

  /// Sends the content, looking for dots only where there may be some.
  public void content(Content content) throws IOException {
    stuffing = content.hasDotLines();
    content.writeTo(this);
    stuffing = true;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (stuffing) {
      stuff(octets, offset, offset + length);
    } else {
      put(octets, offset, length);
    }
    lastButOne = length > 1 ? octets[offset + length - 2] : last;
    last = octets[offset + length - 1];
  }

  /// Ends the message and sends all that is left of it. From here on the hop may have taken it.
  ///
  /// @throws IllegalStateException when the content does not end in CRLF; nothing of the end was
  ///   sent then
  public void finish() throws IOException {
    if (last != '\n' || lastButOne != '\r') {
      throw new IllegalStateException("a message that does not end in CRLF cannot be ended");
    }
    put(END, 0, END.length);
    flush();
  }

  /// Sends what was collected.
  @Override
  public void flush() throws IOException {
    send();
    wire.flush();
  }

  /// Gives the buffer back; sends nothing.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.giveBack(buffer);
    }
  }

  private void stuff(byte[] octets, int begin, int end) throws IOException {
    int from = begin;
    if (last == '\n' && octets[begin] == '.') {
      put(END, 0, 1);
    }
    int lf = Octets.find((byte) '\n', octets, begin, end);
    while (lf >= 0 && lf + 1 < end) {
      if (octets[lf + 1] == '.') {
        put(octets, from, lf + 1 - from);
        put(END, 0, 1);
        from = lf + 1;
      }
      lf = Octets.find((byte) '\n', octets, lf + 1, end);
    }
    put(octets, from, end - from);
  }

  private void put(byte[] octets, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the message was closed");
    }
    if (length > buffer.length - filled) {
      send();
    }
    if (length >= buffer.length) {
      wire.write(octets, offset, length);
    } else {
      System.arraycopy(octets, offset, buffer, filled, length);
      filled += length;
    }
  }

  private void send() throws IOException {
    if (filled > 0) {
      wire.write(buffer, 0, filled);
      filled = 0;
    }
  }
}
