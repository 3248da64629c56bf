package weir.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// A peer whose octets arrive in pieces of chosen sizes.
final class Chunks implements ByteSource {

  private final byte[] octets;
  private final IntSupplier sizes;
  private final BooleanSupplier here;
  private int position;

  Chunks(byte[] octets, IntSupplier sizes) {
    this(octets, sizes, () -> true);
  }

  /// @param here whether anything can be read without waiting
  Chunks(byte[] octets, IntSupplier sizes, BooleanSupplier here) {
    this.octets = octets;
    this.sizes = sizes;
    this.here = here;
  }

  static Chunks whole(String text) {
    return new Chunks(latin1(text), () -> Integer.MAX_VALUE);
  }

  static Chunks single(String text) {
    return new Chunks(latin1(text), () -> 1);
  }

  /// Two pieces: the first has `first` octets.
  static Chunks split(byte[] octets, int first) {
    boolean[] begun = new boolean[1];
    return new Chunks(
        octets,
        () -> {
          boolean again = begun[0];
          begun[0] = true;
          return again ? Integer.MAX_VALUE : first;
        });
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == octets.length) {
      return -1;
    }
    int n = Math.min(Math.min(length, Math.max(1, sizes.getAsInt())), octets.length - position);
    System.arraycopy(octets, position, buffer, offset, n);
    position += n;
    return n;
  }

  @Override
  public int readNow(byte[] buffer, int offset, int length) {
    return here.getAsBoolean() ? read(buffer, offset, length) : 0;
  }

  /// What was not read yet.
  byte[] unread() {
    return Arrays.copyOfRange(octets, position, octets.length);
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String latin1(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  static BufferPool pool() {
    return new BufferPool(BufferPool.SMALLEST, 4);
  }

  static LineReader reader(ByteSource source) {
    return new LineReader(source, pool());
  }
}
