package weir.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;

/// Which of the values that a list answers with count as a listing with us: one zone often carries
/// several lists, told apart by the value (RFC 5782 section 2.1).
///
/// Written as in a configuration: `127.0.0.2` is that value, `127.0.0.4-127.0.0.7` or shorter
/// `127.0.0.4-7` a range, `&0.0.0.16` every value that has this bit set (all these bits, where
/// there are several). A value counts when any of the parts takes it; no part at all takes
/// everything that [ListQuery] regards as a listing.
public record ReturnCodes(List<Part> parts) {

  /// Takes every value that may be a listing.
  public static final ReturnCodes ANY = new ReturnCodes(List.of());

  public ReturnCodes {
    parts = List.copyOf(parts);
  }

  /// One condition on a value; values are the 32 bits of the IPv4 address, all in 127.0.0.0/8 and
  /// so never negative.
  public sealed interface Part {
    boolean takes(int code);

    /// From `first` to `last`, both included; a single value is a range of one.
    record Range(int first, int last) implements Part {
      @Override
      public boolean takes(int code) {
        return first <= code && code <= last;
      }
    }

    /// All bits of the mask are set, within 127.0.0.0/8.
    record Bits(int mask) implements Part {
      @Override
      public boolean takes(int code) {
        return (code & mask) == mask;
      }
    }
  }

  /// Reads the parts; nothing when one of them is not understood or lies outside 127.0.0.0/8, where
  /// no listing can be.
  public static Optional<ReturnCodes> parse(List<String> texts) {
    List<Part> parts = new ArrayList<>();
    for (String text : texts) {
      Optional<Part> part = part(text.strip());
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new ReturnCodes(parts));
  }

  private static Optional<Part> part(String text) {
    if (text.startsWith("&")) {
      return v4(text.substring(1)).filter(mask -> mask != 0).map(Part.Bits::new);
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      return v4(text).flatMap(code -> range(code, code));
    }
    String first = text.substring(0, dash).strip();
    String last = text.substring(dash + 1).strip();
    String whole =
        last.contains(".") ? last : first.substring(0, first.lastIndexOf('.') + 1) + last;
    return v4(first).flatMap(from -> v4(whole).flatMap(to -> range(from, to)));
  }

  private static Optional<Part> range(int first, int last) {
    return isLoopback(first) && isLoopback(last) && first <= last
        ? Optional.of(new Part.Range(first, last))
        : Optional.empty();
  }

  private static Optional<Integer> v4(String text) {
    return IpAddress.parse(text).filter(IpAddress::isV4).map(address -> (int) address.low());
  }

  /// Whether a value is one of 127.0.0.0/8, the only place for the values of a list (RFC 5782
  /// section 2.1).
  static boolean isLoopback(int code) {
    return (code >>> 24) == 127;
  }

  /// Whether any part takes the value.
  public boolean take(int code) {
    return parts.isEmpty() || isNamed(code);
  }

  /// Whether a part takes the value, so that somebody meant just that one.
  boolean isNamed(int code) {
    for (Part part : parts) {
      if (part.takes(code)) {
        return true;
      }
    }
    return false;
  }
}
