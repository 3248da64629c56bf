package weir.smtp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads lines from a peer, in bounded memory, and keeps what came after them.
///
/// Octets behind a line stay buffered: they are the next command of a pipelined group (RFC 2920),
/// or the message. While it waits, a reader holds at most 512 octets. One thread at a time.
public final class LineReader {

  /// RFC 5321 section 4.5.3.1.4: octets of a command line, CRLF included, without extensions.
  public static final int COMMAND_LINE = 512;

  /// Octets of a command line with all that our extensions may add to MAIL and RCPT (RFC 1870, RFC
  /// 3461, RFC 4954, RFC 6152, RFC 6531), CRLF included.
  public static final int EXTENDED_COMMAND_LINE = 2048;

  /// RFC 4954 section 4: octets of a line of an AUTH exchange, and the CRLF.
  public static final int AUTH_LINE = 12_288 + 2;

  /// Octets that are read and dropped in search of the end of a line that is too long. Past it we
  /// give up.
  public static final int READ_OFF = 64 * 1024;

  private final Inbound in;

  /// Set while the rest of a broken line, up to its CRLF, is still to be dropped.
  private boolean skipping;

  private boolean afterCr;

  public LineReader(ByteSource source, BufferPool pool) {
    this.in = new Inbound(source, pool);
  }

  /// Reads the next line.
  ///
  /// A bare LF is reported at once, since its sender waits for an answer; bare CR and NUL are
  /// reported when the line has ended.
  ///
  /// @param limit octets of the line, CRLF included; at most the size of a pooled buffer
  public LineRead next(int limit) throws IOException {
    if (limit > in.largest()) {
      throw new IllegalArgumentException("no buffer holds a line of " + limit);
    }
    if (skipping) {
      LineRead end = skip(0);
      if (!(end instanceof LineRead.TooLong(int _, boolean ended)) || !ended) {
        return end;
      }
    }
    int scanned = 0;
    while (true) {
      int stop = Math.min(in.end, in.position + limit);
      int lf = Octets.find((byte) '\n', in.octets, in.position + scanned, stop);
      if (lf >= 0) {
        return line(lf);
      }
      scanned = stop - in.position;
      if (scanned == limit) {
        return skip(0);
      }
      if (!in.fill()) {
        int unfinished = in.buffered();
        in.discard();
        return new LineRead.EndOfStream(unfinished);
      }
    }
  }

  /// Octets that are here and were not yet asked for. More than 0 after a command means the peer
  /// did not wait.
  public int buffered() {
    return in.buffered();
  }

  /// Waits until an octet is here, without consuming it: how a delay notices early talk and a peer
  /// that left.
  ///
  /// @return false at the end of the stream
  public boolean await() throws IOException {
    return in.buffered() > 0 || in.fill();
  }

  /// Drops what was sent in the clear before the handshake (RFC 3207 section 4.2).
  ///
  /// @return how many octets were dropped
  public int discard() {
    skipping = false;
    return in.discard();
  }

  /// Gives back all memory that holds nothing: call it before a long pause that does not read.
  public void release() {
    in.release();
  }

  Inbound inbound() {
    return in;
  }

  private LineRead line(int lf) {
    int from = in.position;
    in.position = lf + 1;
    boolean bareLf = lf == from || in.octets[lf - 1] != '\r';
    int end = bareLf ? lf : lf - 1;
    LineRead offence = offence(from, end);
    if (bareLf) {
      skipping = true;
      afterCr = false;
      return offence == null ? new LineRead.BareLineEnd(Bare.LF) : offence;
    }
    return offence == null ? new LineRead.Line(in.octets, from, end - from) : offence;
  }

  private @Nullable LineRead offence(int from, int end) {
    byte[] octets = in.octets;
    for (int i = from; i < end; i++) {
      if (octets[i] == '\r') {
        return new LineRead.BareLineEnd(Bare.CR);
      }
      if (octets[i] == 0) {
        return new LineRead.Nul();
      }
    }
    return null;
  }

  /// Drops octets up to and with the next LF. If that is a bare one the line goes on, and is
  /// skipped when the next is asked for; it is an end only so far as that the peer gets its answer.
  private LineRead skip(int dropped) throws IOException {
    boolean resumed = skipping;
    skipping = true;
    int count = dropped;
    while (count <= READ_OFF) {
      int lf = Octets.find((byte) '\n', in.octets, in.position, in.end);
      int stop = lf < 0 ? in.end : lf + 1;
      count += stop - in.position;
      if (lf >= 0) {
        boolean crLf = lf > in.position ? in.octets[lf - 1] == '\r' : afterCr;
        in.position = stop;
        afterCr = false;
        skipping = !crLf;
        return resumed && !crLf
            ? new LineRead.BareLineEnd(Bare.LF)
            : new LineRead.TooLong(count, true);
      }
      if (stop > in.position) {
        afterCr = in.octets[stop - 1] == '\r';
      }
      in.position = stop;
      if (!in.fill()) {
        return new LineRead.EndOfStream(count);
      }
    }
    return new LineRead.TooLong(count, false);
  }
}
