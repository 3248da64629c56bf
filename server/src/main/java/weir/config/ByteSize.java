package weir.config;

import java.util.Locale;

/// A number of bytes, written with its unit: `"512KB"`, `"50MB"`. A KB is 1024 bytes.
///
/// @param bytes not negative
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is never negative: " + bytes);
    }
  }

  /// @throws IllegalArgumentException for a text without a unit or with another one, and for more
  ///   than a long holds
  public static ByteSize parse(String text) {
    int digits = Text.leadingDigits(text);
    String unit = text.substring(digits).strip().toUpperCase(Locale.ROOT);
    for (int i = 0; i < UNITS.length; i++) {
      if (digits > 0 && UNITS[i].equals(unit)) {
        try {
          return new ByteSize(
              Math.multiplyExact(Long.parseLong(text.substring(0, digits)), 1L << (10 * i)));
        } catch (ArithmeticException | NumberFormatException _) {
          throw new IllegalArgumentException(Text.cited(text) + " is too much");
        }
      }
    }
    throw new IllegalArgumentException(
        Text.cited(text)
            + " is not a size such as \"512KB\" or \"50MB\" (units: B, KB, MB, GB, TB)");
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /// In the greatest unit that leaves no rest.
  @Override
  public String toString() {
    long amount = bytes;
    int unit = 0;
    while (amount != 0 && amount % 1024 == 0 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return amount + UNITS[unit];
  }
}
