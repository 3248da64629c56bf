package weir.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A network: its first address and how many leading bits are fixed.
///
/// The two families never mix: `::/0` means every IPv6 address and holds no IPv4 one, although IPv4
/// is kept mapped.
///
/// @param first the lowest address; the bits behind the prefix are zero
/// @param bits fixed bits counted in the 128-bit form, 96 to 128 for IPv4; [#length] gives the
///   number people write
public record IpPrefix(IpAddress first, int bits) implements Comparable<IpPrefix> {

  /// @throws IllegalArgumentException when `bits` is out of range or `first` has bits behind the
  ///   prefix
  public IpPrefix {
    if (bits < 0 || bits > 128) {
      throw new IllegalArgumentException("a prefix has 0 to 128 bits, not " + bits);
    }
    if (!masked(first, bits).equals(first)) {
      throw new IllegalArgumentException(
          "bits are set behind the prefix; the network is " + around(first, bits));
    }
  }

  /// Whether one of these networks holds the address.
  public static boolean anyContains(List<IpPrefix> networks, IpAddress address) {
    for (IpPrefix network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /// The network of this size around an address.
  ///
  /// @param bits counted in the 128-bit form
  static IpPrefix around(IpAddress address, int bits) {
    return new IpPrefix(masked(address, bits), bits);
  }

  /// A single address: /32 or /128.
  public static IpPrefix of(IpAddress address) {
    return new IpPrefix(address, 128);
  }

  /// Reads `192.0.2.0/24`, `2001:db8::/32` or a lone address; empty when [#of(String)] would
  /// complain.
  public static Optional<IpPrefix> parse(String text) {
    try {
      return Optional.of(of(text));
    } catch (IllegalArgumentException mistake) {
      return Optional.empty();
    }
  }

  /// Reads a prefix and says what is wrong with it.
  ///
  /// @throws IllegalArgumentException with a sentence for the one who wrote the list
  public static IpPrefix of(String text) {
    int slash = text.indexOf('/');
    String addressText = slash < 0 ? text : text.substring(0, slash);
    IpAddress address =
        IpAddress.parse(addressText)
            .orElseThrow(() -> new IllegalArgumentException("not an IP address or prefix"));
    if (slash < 0) {
      return of(address);
    }
    boolean dotted = addressText.indexOf(':') < 0;
    int length = length(text.substring(slash + 1), dotted ? 32 : 128);
    return new IpPrefix(address, dotted ? 96 + length : length);
  }

  private static int length(String text, int most) {
    boolean digits = !text.isEmpty() && text.length() <= 3;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    int length = digits ? Integer.parseInt(text) : -1;
    if (length < 0 || length > most) {
      throw new IllegalArgumentException("the prefix length must be 0 to " + most);
    }
    return length;
  }

  /// The fewest networks that hold every address from the first to the last, and no other.
  ///
  /// @throws IllegalArgumentException when they are of two families, or the last comes first
  public static List<IpPrefix> covering(IpAddress first, IpAddress last) {
    if (first.isV4() != last.isV4() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("no addresses are from " + first + " to " + last);
    }
    List<IpPrefix> all = new ArrayList<>();
    IpAddress next = first;
    while (true) {
      IpPrefix widest = widest(next, last);
      all.add(widest);
      IpAddress end = widest.last();
      if (end.equals(last)) {
        return all;
      }
      next = new IpAddress(end.low() == -1 ? end.high() + 1 : end.high(), end.low() + 1);
    }
  }

  /// That begins with the one address and does not go beyond the other.
  private static IpPrefix widest(IpAddress first, IpAddress last) {
    IpPrefix widest = of(first);
    while (widest.bits > 0 && masked(first, widest.bits - 1).equals(first)) {
      IpPrefix wider = around(first, widest.bits - 1);
      if (wider.isV4() != widest.isV4() || wider.last().compareTo(last) > 0) {
        break;
      }
      widest = wider;
    }
    return widest;
  }

  public boolean contains(IpAddress address) {
    return isV4() == address.isV4()
        && (address.high() & mask(bits)) == first.high()
        && (address.low() & mask(bits - 64)) == first.low();
  }

  /// Whether every address of the other network is in this one.
  public boolean contains(IpPrefix other) {
    return bits <= other.bits && isV4() == other.isV4() && contains(other.first);
  }

  /// This network less another: the fewest networks that hold every address of this one and none of
  /// that; 128 at most.
  public List<IpPrefix> without(IpPrefix other) {
    if (other.contains(this)) {
      return List.of();
    }
    if (!contains(other)) {
      return List.of(this);
    }
    List<IpPrefix> left = new ArrayList<>();
    for (int size = bits + 1; size <= other.bits; size++) {
      // The half of the network around `other` in which it is not.
      long high = size <= 64 ? 1L << 64 - size : 0;
      long low = size > 64 ? 1L << 128 - size : 0;
      IpAddress sibling = new IpAddress(other.first.high() ^ high, other.first.low() ^ low);
      left.add(around(sibling, size));
    }
    // Beside `::fffe:0:0/96` lies what would be read as every IPv4 address.
    left.removeIf(each -> each.isV4() != isV4());
    return left;
  }

  public boolean isV4() {
    return bits >= 96 && first.isV4();
  }

  /// The prefix length as people write it: 0 to 32 for IPv4, 0 to 128 for IPv6.
  public int length() {
    return isV4() ? bits - 96 : bits;
  }

  /// The highest address of the network.
  public IpAddress last() {
    return new IpAddress(first.high() | ~mask(bits), first.low() | ~mask(bits - 64));
  }

  /// By first address, the wider network first.
  @Override
  public int compareTo(IpPrefix other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : Integer.compare(bits, other.bits);
  }

  @Override
  public String toString() {
    return first + "/" + length();
  }

  private static IpAddress masked(IpAddress address, int bits) {
    return new IpAddress(address.high() & mask(bits), address.low() & mask(bits - 64));
  }

  /// 64 bits of which the first `bits` are set.
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << 64 - bits;
  }
}
