package weir.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The octets of answers, each to be had once, one of them in advance. What is no literal counts
/// against the bound of the answer.
final class ImapOctets {
  private static final int BUFFER = 8 * 1024;

  /// RFC 3501 section 9: a number has 32 bits.
  private static final long LARGEST = 0xffff_ffffL;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long left;
  private int bound;

  ImapOctets(InputStream in) {
    this.in = in;
  }

  /// From here on as many octets may come that are no literal.
  void atMost(int octets) {
    bound = octets;
    left = octets;
  }

  /// The next octet, which stays.
  int peek() throws IOException {
    if (from == to) {
      fill();
    }
    return buffer[from] & 0xff;
  }

  int next() throws IOException {
    int octet = peek();
    from++;
    if (--left < 0) {
      throw new ImapNonsense("with more than %,d octets at once".formatted(bound));
    }
    return octet;
  }

  private void fill() throws IOException {
    int came = in.read(buffer, 0, buffer.length);
    if (came < 0) {
      throw new EOFException("the server closed the connection");
    }
    from = 0;
    to = came;
  }

  /// Whether the line ends here. Nothing is taken.
  boolean atEnd() throws IOException {
    int octet = peek();
    return octet == '\r' || octet == '\n';
  }

  /// Takes the end of the line.
  void end() throws IOException {
    int octet = next();
    if (octet == '\r') {
      octet = next();
    }
    if (octet != '\n') {
      throw new ImapNonsense("with something behind what is an answer already");
    }
  }

  boolean takes(char expected) throws IOException {
    if (peek() == expected) {
      next();
      return true;
    }
    return false;
  }

  /// Takes `{123}`, its line end, and leaves the octets themselves.
  ///
  /// @return how many follow
  long literal() throws IOException {
    expect('{');
    long size = 0;
    int digits = 0;
    while (peek() >= '0' && peek() <= '9') {
      size = size * 10 + (next() - '0');
      if (++digits > 10 || size > LARGEST) {
        throw new ImapNonsense("with a literal of more than %,d octets".formatted(LARGEST));
      }
    }
    if (digits == 0) {
      throw new ImapNonsense("with a literal of no length");
    }
    takes('+'); // RFC 7888: of clients only, and harmless
    expect('}');
    end();
    return size;
  }

  void expect(char expected) throws IOException {
    if (!takes(expected)) {
      throw new ImapNonsense("without the %s that stands there".formatted(expected));
    }
  }

  /// The octets of a literal, as a stream; whoever asks for it drains it, too.
  Literal open(long size) {
    return new Literal(size);
  }

  /// As many octets as were announced. An end before that is no end of it.
  final class Literal extends InputStream {
    private long rest;

    private Literal(long size) {
      this.rest = size;
    }

    @Override
    public int read() throws IOException {
      if (rest == 0) {
        return -1;
      }
      int octet = peek();
      from++;
      rest--;
      return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (rest == 0) {
        return -1;
      }
      peek();
      int count = (int) Math.min(Math.min(length, rest), to - from);
      System.arraycopy(buffer, from, target, offset, count);
      from += count;
      rest -= count;
      return count;
    }

    /// Skips what nobody wanted.
    void drain() throws IOException {
      while (rest > 0) {
        peek();
        int count = (int) Math.min(rest, to - from);
        from += count;
        rest -= count;
      }
    }
  }
}
