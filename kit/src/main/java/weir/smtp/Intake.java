package weir.smtp;

import org.jspecify.annotations.Nullable;

/// What a [DotReader] or a [ChunkReader] found goes through here to the sink, until there is a
/// reason to refuse the message.
final class Intake {

  private final MessageSink sink;
  private final MessageLimits limits;
  private final boolean normalises;

  private boolean passing = true;
  private long size;
  private long bareLineEnds;

  /// The first CR or LF that refuses the message, and how many octets were sent before it.
  private @Nullable Bare offence;

  private long offenceAt;

  /// Set when the sink wanted no more, with the size at that time.
  private boolean notTaken;

  private long takenUpTo;

  Intake(MessageSink sink, MessageLimits limits) {
    this.sink = sink;
    this.limits = limits;
    this.normalises = limits.bareLineEnds() == MessageLimits.BareLineEnds.NORMALISE;
  }

  long size() {
    return size;
  }

  long bareLineEnds() {
    return bareLineEnds;
  }

  /// Whether a bare LF becomes a CRLF.
  boolean normalises() {
    return normalises;
  }

  /// Takes `octets[start, stop)` as content.
  void give(byte[] octets, int start, int stop) {
    int length = stop - start;
    if (length <= 0) {
      return;
    }
    size += length;
    if (size > limits.size()) {
      passing = false;
    }
    if (passing && !sink.write(octets, start, length)) {
      passing = false;
      notTaken = true;
      takenUpTo = size;
    }
  }

  /// Notes half a line end.
  ///
  /// @param at how many octets were sent before it
  void bare(Bare kind, long at) {
    bareLineEnds++;
    if (offence == null && !normalises) {
      offence = kind;
      offenceAt = at;
      passing = false;
    }
  }

  /// Whether more was read off than [MessageLimits#excess()] allows.
  ///
  /// @param sent octets sent so far
  boolean isExhausted(long sent) {
    if (offence != null) {
      return sent - offenceAt > limits.excess();
    }
    long wanted = notTaken ? takenUpTo : limits.size();
    return size - wanted > limits.excess();
  }

  /// The outcome of a message whose end was reached, or given up. A bare line end weighs most:
  /// after it the client is not trusted with another message.
  MessageRead outcome(boolean ended, MessageShape shape) {
    if (offence != null) {
      return new MessageRead.BareLineEnd(offence, offenceAt, ended, shape);
    }
    if (notTaken) {
      return new MessageRead.NotTaken(ended, shape);
    }
    return size > limits.size()
        ? new MessageRead.TooBig(ended, shape)
        : new MessageRead.Ended(shape);
  }
}
