package weir.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// The octets of one connection to a [SinkMta]: reads are traced, answers are written together when
/// nothing more is waiting to be read.
final class SinkWire {

  private final Socket socket;
  private final SinkTrace trace;
  private final InputStream in;
  private final OutputStream out;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[16384];
  private int next;
  private int end;
  private boolean held;

  SinkWire(Socket socket, SinkTrace trace) throws IOException {
    this.socket = socket;
    this.trace = trace;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int previous = 0;
    while (true) {
      int octet = read();
      if (octet == '\n' && previous == '\r') {
        byte[] all = line.toByteArray();
        return new String(all, 0, all.length - 1, ISO_8859_1);
      }
      line.write(octet);
      previous = octet;
    }
  }

  /// Gives the body what is here, after waiting for at least one octet.
  void readInto(SinkBody body) throws IOException {
    body.take(read());
    while (next < end && body.take(buffer[next] & 0xff)) {
      next++;
    }
  }

  /// A PROXY header of version 1 or 2, exactly.
  byte[] readProxyHeader() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(read());
    if (header.toByteArray()[0] == 'P') {
      int octet = 0;
      while (octet != '\n') {
        octet = read();
        header.write(octet);
      }
      return header.toByteArray();
    }
    while (header.size() < 16) {
      header.write(read());
    }
    byte[] fixed = header.toByteArray();
    int rest = (fixed[14] & 0xff) << 8 | fixed[15] & 0xff;
    while (header.size() < 16 + rest) {
      header.write(read());
    }
    return header.toByteArray();
  }

  void say(byte[] octets, boolean hold) {
    waiting.writeBytes(octets);
    held = hold;
  }

  void flush() throws IOException {
    if (waiting.size() > 0) {
      byte[] all = waiting.toByteArray();
      waiting.reset();
      out.write(all);
      out.flush();
    }
  }

  void flood(byte[] octets, long times) throws IOException {
    flush();
    for (long i = 0; i < times; i++) {
      out.write(octets);
    }
    out.flush();
    drain();
  }

  /// Reads and forgets until the peer closes.
  void drain() throws IOException {
    flush();
    while (true) {
      read();
    }
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
    throw new SinkConversation.HungUp();
  }

  void close() throws IOException {
    socket.close();
  }

  private int read() throws IOException {
    if (next == end) {
      if (!held) {
        flush();
      }
      int got = in.read(buffer);
      if (got < 0) {
        throw new SinkConversation.HungUp();
      }
      trace.received(buffer, 0, got);
      next = 0;
      end = got;
    }
    return buffer[next++] & 0xff;
  }
}
