package weir.agent.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import weir.maillog.LogFraming;

/// Cuts octets into lines. A line without its end waits for it; of one that is longer than
/// [LogFraming#LIMIT] the rest is not kept.
final class LineCutter {
  /// Who gets the lines.
  interface Taker {
    /// @param start octet at which the line begins
    /// @param isCut whether it was longer
    void take(String line, long start, boolean isCut) throws IOException;
  }

  private LineCutter() {}

  /// Takes every whole line of a piece of a log.
  ///
  /// @param from where in the piece a line begins
  /// @param at octet of the log that is
  /// @return octets that were taken, with their line ends
  static int whole(byte[] piece, int from, int length, long at, Taker taker) throws IOException {
    int start = from;
    for (int i = from; i < length; i++) {
      if (piece[i] == '\n') {
        take(piece, start, i, at + (start - from), LogFraming.LIMIT, taker);
        start = i + 1;
      }
    }
    return start - from;
  }

  /// The same of a stream whose lines are entries of any length.
  static int entries(byte[] piece, int from, int length, Taker taker) throws IOException {
    int start = from;
    for (int i = from; i < length; i++) {
      if (piece[i] == '\n') {
        take(piece, start, i, start, length, taker);
        start = i + 1;
      }
    }
    return start - from;
  }

  /// Takes what is there of a line that goes on, or that nobody will end any more.
  static void rest(byte[] piece, int length, long at, Taker taker) throws IOException {
    take(piece, 0, length, at, LogFraming.LIMIT, taker);
  }

  private static void take(byte[] piece, int from, int to, long at, int limit, Taker taker)
      throws IOException {
    int first = from;
    // A program that goes on writing where it was leaves a hole in a file that was truncated.
    while (first < to && piece[first] == 0) {
      first++;
    }
    int end = to > first && piece[to - 1] == '\r' ? to - 1 : to;
    boolean isCut = end - first > limit;
    int length = Math.min(end - first, limit);
    if (length > 0) {
      taker.take(new String(piece, first, length, StandardCharsets.UTF_8), at, isCut);
    }
  }
}
