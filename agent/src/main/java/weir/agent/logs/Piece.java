package weir.agent.logs;

import java.io.IOException;

/// A piece of a log in memory.
final class Piece {
  static final int SIZE = 256 * 1024;

  private final byte[] octets = new byte[SIZE];
  private int length;

  /// What was taken of a piece.
  ///
  /// @param isInLine whether it ends within a line that was cut
  record Cut(int octets, boolean isInLine) {}

  /// Reads what follows in a file.
  ///
  /// @return as [OpenFile#read]
  int read(OpenFile file) throws IOException {
    int read = file.read(octets);
    length = Math.max(0, read);
    return read;
  }

  /// Whether there is something to take: a whole line, or one that is too long.
  boolean hasLine() {
    return length == SIZE || behindLine() > 0 && octets[behindLine() - 1] == '\n';
  }

  /// Takes all whole lines, and cuts one that is longer than the piece.
  Cut cut(OpenFile file, LineCutter.Taker taker) throws IOException {
    if (file.isInLine() && behindLine() == length && octets[length - 1] != '\n') {
      return new Cut(length, true);
    }
    int from = file.isInLine() ? behindLine() : 0;
    int taken = from + LineCutter.whole(octets, from, length, file.offset() + from, taker);
    if (taken > 0 || length < SIZE) {
      return new Cut(taken, false);
    }
    if (hole() > 0) {
      return new Cut(hole(), false);
    }
    LineCutter.rest(octets, length, file.offset(), taker);
    return new Cut(length, true);
  }

  /// Gives the half of a line that there is.
  void rest(LineCutter.Taker taker) throws IOException {
    LineCutter.rest(octets, length, 0, taker);
  }

  private int behindLine() {
    int at = 0;
    while (at < length && octets[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, length);
  }

  /// A program that goes on writing where it was leaves a hole in a file that was truncated.
  private int hole() {
    int at = 0;
    while (at < length && octets[at] == 0) {
      at++;
    }
    return at;
  }
}
