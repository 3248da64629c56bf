package weir.smtp;

import java.io.IOException;

/// Reads one message, from behind DATA to CRLF.CRLF (RFC 5321 sections 4.1.1.4 and 4.5.2).
///
/// **Design.** One pass. A state survives from buffer to buffer, so that it makes no difference how
/// the octets arrive. In [State#TEXT], where nearly all time is spent, [TextScan] finds what could
/// matter. Octets go to the sink in slices that are only broken where a dot is taken out or
/// something is normalised. A CR at the end of a buffer is held back until it is known what
/// follows.
///
/// After the first reason to refuse, the same loop goes on without a sink: the true end is found by
/// the same rules.
public final class DotReader {

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] SPACE = {' '};

  private enum State {
    /// Behind a CRLF (the one of DATA at first): a dot here is the client's stuffing or the end.
    LINE,
    /// Behind a bare LF that was normalised: a dot here is stuffing and never the end.
    SOFT_LINE,
    DOT,
    SOFT_DOT,
    DOT_CR,
    TEXT,
    /// A CR was the last octet of the buffer.
    CR,
    ENDED
  }

  private final Inbound in;
  private final Intake intake;
  private final TextScan scan = new TextScan();

  private State state = State.LINE;
  private byte[] octets = {};

  /// Where the buffer began, and how many octets came before it.
  private int begin;

  private long before;

  /// The first octet of the buffer that the sink was not given.
  private int given;

  /// Where the line began in this buffer, and how much of it lay in earlier ones.
  private int lineBegin;

  private long carried;

  private long longestLine;
  private long dotLines;
  private boolean nul;

  private DotReader(Inbound in, MessageSink sink, MessageLimits limits) {
    this.in = in;
    this.intake = new Intake(sink, limits);
  }

  /// Reads a message; what was sent behind it stays in `lines` (RFC 2920).
  public static MessageRead read(LineReader lines, MessageSink sink, MessageLimits limits)
      throws IOException {
    return new DotReader(lines.inbound(), sink, limits).read();
  }

  private MessageRead read() throws IOException {
    while (true) {
      if (in.buffered() == 0 && !in.fill()) {
        in.release();
        return new MessageRead.Lost(shape());
      }
      octets = in.octets;
      begin = in.position;
      in.position = scan(in.end);
      before += in.position - begin;
      boolean exhausted = intake.isExhausted(before);
      if (state == State.ENDED || exhausted) {
        in.shrink();
        return intake.outcome(!exhausted, shape());
      }
    }
  }

  private int scan(int end) {
    given = begin;
    lineBegin = begin;
    int at = begin;
    while (at < end && state != State.ENDED) {
      at =
          switch (state) {
            case LINE, SOFT_LINE -> lineStart(at);
            case DOT, SOFT_DOT -> afterDot(at);
            case DOT_CR -> afterDotCr(at);
            case CR -> afterCr(at);
            case TEXT -> text(at, end);
            case ENDED -> at;
          };
    }
    if (state != State.ENDED) {
      intake.give(octets, given, at);
      carried += at - lineBegin;
    }
    return at;
  }

  private int lineStart(int at) {
    if (octets[at] != '.') {
      state = State.TEXT;
      return at;
    }
    intake.give(octets, given, at);
    state = state == State.LINE ? State.DOT : State.SOFT_DOT;
    restart(at + 1);
    return at + 1;
  }

  private int afterDot(int at) {
    if (octets[at] == '\r' && state == State.DOT) {
      state = State.DOT_CR;
      restart(at + 1);
      return at + 1;
    }
    if (octets[at] == '.') {
      dotLines++;
    }
    state = State.TEXT;
    return at;
  }

  private int afterDotCr(int at) {
    if (octets[at] == '\n') {
      state = State.ENDED;
      return at + 1;
    }
    return heldCrIsBare(at);
  }

  private int afterCr(int at) {
    if (octets[at] != '\n') {
      return heldCrIsBare(at);
    }
    intake.give(CRLF, 0, 2);
    endLine(carried);
    restart(at + 1);
    state = State.LINE;
    return at + 1;
  }

  private int heldCrIsBare(int at) {
    bare(Bare.CR, at - 1);
    intake.give(SPACE, 0, 1);
    carried++;
    state = State.TEXT;
    return at;
  }

  private int text(int from, int end) {
    int at = scan.nextSpecial(octets, from, end);
    while (at < end) {
      switch (octets[at]) {
        case '\r' -> {
          if (at + 1 == end) {
            return holdCr(at);
          }
          if (octets[at + 1] == '\n') {
            endLine(carried + at - lineBegin);
            lineBegin = at + 2;
            at += 2;
            if (at == end || octets[at] == '.') {
              state = State.LINE;
              return at;
            }
          } else {
            bareCr(at++);
          }
        }
        case '\n' -> {
          bareLf(at++);
          if (state != State.TEXT) {
            return at;
          }
        }
        case 0 -> {
          nul = true;
          at++;
        }
        default -> at++;
      }
      at = scan.nextSpecial(octets, at, end);
    }
    return end;
  }

  private int holdCr(int at) {
    intake.give(octets, given, at);
    carried += at - lineBegin;
    restartAt(at + 1);
    state = State.CR;
    return at + 1;
  }

  private void bareCr(int at) {
    bare(Bare.CR, at);
    intake.give(octets, given, at);
    intake.give(SPACE, 0, 1);
    given = at + 1;
  }

  private void bareLf(int at) {
    bare(Bare.LF, at);
    if (!intake.normalises()) {
      return;
    }
    intake.give(octets, given, at);
    intake.give(CRLF, 0, 2);
    endLine(carried + at - lineBegin);
    restartAt(at + 1);
    state = State.SOFT_LINE;
  }

  private void bare(Bare kind, int at) {
    intake.bare(kind, before + at - begin);
  }

  private void endLine(long length) {
    longestLine = Math.max(longestLine, length);
    carried = 0;
  }

  /// A new line, of which nothing was seen, begins at `at`.
  private void restart(int at) {
    carried = 0;
    restartAt(at);
  }

  private void restartAt(int at) {
    given = at;
    lineBegin = at;
  }

  private MessageShape shape() {
    long longest = Math.max(longestLine, carried);
    return new MessageShape(
        intake.size(), longest, dotLines, scan.eightBit(), nul, intake.bareLineEnds());
  }
}
