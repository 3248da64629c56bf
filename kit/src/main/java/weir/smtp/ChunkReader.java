package weir.smtp;

import java.io.IOException;

/// Reads one message that comes in chunks of announced length (BDAT, RFC 3030 section 2).
///
/// Nothing in a chunk has a meaning of its own: no dot is taken out, no dot ends anything. Line
/// ends are judged as behind DATA, over the borders of chunks, since the message goes on as text.
/// One reader a message; it keeps what it has to know from chunk to chunk.
public final class ChunkReader {

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] SPACE = {' '};

  private final Intake intake;
  private final TextScan scan = new TextScan();

  /// Octets of all chunks so far.
  private long before;

  /// A CR was the last octet, and is held back until it is known what follows.
  private boolean heldCr;

  private boolean atLineBegin = true;
  private long line;
  private long longestLine;
  private long dotLines;
  private boolean nul;

  public ChunkReader(MessageSink sink, MessageLimits limits) {
    this.intake = new Intake(sink, limits);
  }

  /// Reads the next chunk, also one that will be refused: what stands behind it is the next
  /// command. A last line without an end gets one.
  ///
  /// @param octets as announced, 0 or more
  /// @param last whether the message ends with it
  /// @return [MessageRead.Ended] when this and all chunks before it were taken
  public MessageRead read(LineReader lines, long octets, boolean last) throws IOException {
    Inbound in = lines.inbound();
    long left = octets;
    while (left > 0) {
      if (in.buffered() == 0 && !in.fill()) {
        in.release();
        return new MessageRead.Lost(shape());
      }
      int length = (int) Math.min(left, in.buffered());
      scan(in.octets, in.position, in.position + length);
      in.position += length;
      before += length;
      left -= length;
      if (left > 0 && intake.isExhausted(before)) {
        in.shrink();
        return intake.outcome(false, shape());
      }
    }
    if (last) {
      end();
    }
    in.shrink();
    return intake.outcome(true, shape());
  }

  private void scan(byte[] octets, int begin, int end) {
    int given = begin;
    int at = begin;
    if (heldCr) {
      given = at = afterHeldCr(octets, begin);
    }
    while (at < end) {
      if (atLineBegin) {
        dotLines += octets[at] == '.' ? 1 : 0;
        atLineBegin = false;
      }
      int next = scan.nextSpecial(octets, at, end);
      line += next - at;
      at = next;
      if (at == end) {
        break;
      }
      switch (octets[at]) {
        case '\r' -> {
          if (at + 1 == end) {
            intake.give(octets, given, at);
            given = at + 1;
            heldCr = true;
          } else if (octets[at + 1] == '\n') {
            at++;
            endLine();
          } else {
            bare(Bare.CR, octets, given, at, SPACE, begin);
            given = at + 1;
            line++;
          }
        }
        case '\n' -> {
          bare(Bare.LF, octets, given, at, CRLF, begin);
          given = at + 1;
          endLine();
        }
        case 0 -> {
          nul = true;
          line++;
        }
        default -> line++;
      }
      at++;
    }
    intake.give(octets, given, end);
  }

  /// @return where to go on
  private int afterHeldCr(byte[] octets, int begin) {
    heldCr = false;
    if (octets[begin] == '\n') {
      intake.give(CRLF, 0, 2);
      endLine();
      return begin + 1;
    }
    intake.bare(Bare.CR, before - 1);
    intake.give(SPACE, 0, 1);
    line++;
    return begin;
  }

  private void bare(Bare kind, byte[] octets, int given, int at, byte[] instead, int begin) {
    intake.bare(kind, before + at - begin);
    intake.give(octets, given, at);
    intake.give(instead, 0, instead.length);
  }

  private void endLine() {
    longestLine = Math.max(longestLine, line);
    line = 0;
    atLineBegin = true;
  }

  /// RFC 3030 section 2 lets a message end anywhere; behind us it ends with a line (RFC 5321
  /// section 4.1.1.4).
  private void end() {
    if (heldCr) {
      heldCr = false;
      intake.bare(Bare.CR, before - 1);
      intake.give(SPACE, 0, 1);
      line++;
      atLineBegin = false;
    }
    if (!atLineBegin) {
      intake.give(CRLF, 0, 2);
      endLine();
    }
  }

  private MessageShape shape() {
    long longest = Math.max(longestLine, line);
    return new MessageShape(
        intake.size(), longest, dotLines, scan.eightBit(), nul, intake.bareLineEnds());
  }
}
