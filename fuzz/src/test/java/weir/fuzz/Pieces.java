package weir.fuzz;

import java.io.InputStream;

/// Octets that arrive in pieces of 1 to 40, or all at once: where a network cuts them must not
/// matter to any reader. The same seed cuts the same way.
public final class Pieces extends InputStream {

  private final byte[] octets;
  private int at;
  private int state;

  /// @param seed 0 for all at once
  public Pieces(byte[] octets, int seed) {
    this.octets = octets;
    this.state = seed;
  }

  /// How many octets were taken.
  public int taken() {
    return at;
  }

  @Override
  public int read() {
    return at == octets.length ? -1 : octets[at++] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (at == octets.length) {
      return -1;
    }
    int piece = Math.min(Math.min(length, octets.length - at), next());
    System.arraycopy(octets, at, buffer, offset, piece);
    at += piece;
    return piece;
  }

  private int next() {
    if (state == 0) {
      return Integer.MAX_VALUE;
    }
    state = state * 1_103_515_245 + 12_345;
    return 1 + (state >>> 16) % 40;
  }
}
