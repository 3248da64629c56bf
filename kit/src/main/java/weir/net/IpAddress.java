package weir.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// An IPv4 or IPv6 address as 128 bits. IPv4 is kept mapped (`::ffff:a.b.c.d`, RFC 4291 section
/// 2.5.5.2), so the mapped form and the plain form of one address are equal.
///
/// @param high the first 64 bits, network order
/// @param low the last 64 bits, network order
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
  private static final int V4_NETWORK = 24;
  private static final int V6_NETWORK = 64;

  private static final long MAPPED = 0x0000_FFFF_0000_0000L;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /// The address of a socket. A scope (zone id) of a link-local address is dropped.
  public static IpAddress of(InetAddress address) {
    return of(address.getAddress());
  }

  /// The address in network order.
  ///
  /// @param octets 4 or 16 of them
  /// @throws IllegalArgumentException for any other length
  public static IpAddress of(byte[] octets) {
    return switch (octets.length) {
      case 4 -> ofV4((int) big(octets, 0, 4));
      case 16 -> new IpAddress(big(octets, 0, 8), big(octets, 8, 8));
      default ->
          throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
    };
  }

  /// The IPv4 address with these 32 bits.
  public static IpAddress ofV4(int bits) {
    return new IpAddress(0, MAPPED | (bits & 0xFFFF_FFFFL));
  }

  /// Reads the text forms of RFC 4291 section 2.2 and dotted IPv4, strictly: decimal octets without
  /// leading zeros (they are octal elsewhere), no zone id, no brackets, no blanks. Empty when the
  /// text is anything else.
  public static Optional<IpAddress> parse(String text) {
    return AddressText.parse(text);
  }

  public InetAddress toInetAddress() {
    try {
      return InetAddress.getByAddress(octets());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// 4 octets for IPv4, 16 for IPv6, network order.
  public byte[] octets() {
    return isV4() ? small(low, 4) : octets16();
  }

  /// 16 octets for both families.
  byte[] octets16() {
    byte[] all = new byte[16];
    System.arraycopy(small(high, 8), 0, all, 0, 8);
    System.arraycopy(small(low, 8), 0, all, 8, 8);
    return all;
  }

  public boolean isV4() {
    return high == 0 && (low & 0xFFFF_FFFF_0000_0000L) == MAPPED;
  }

  /// The 32 bits of an IPv4 address; without meaning for IPv6.
  int v4Bits() {
    return (int) low;
  }

  /// Whether the address stands in the IANA special-purpose registries (RFC 6890) as one that no
  /// stranger on the Internet can have: loopback, private, link-local, documentation, multicast,
  /// shared, unspecified and so on.
  public boolean isReserved() {
    return SpecialAddresses.purpose(this).isPresent();
  }

  /// 127.0.0.0/8 and ::1.
  public boolean isLoopback() {
    return isV4() ? (v4Bits() >>> 24) == 127 : high == 0 && low == 1;
  }

  /// The network that is most often one neighbour's: /24 of IPv4, /64 of IPv6.
  public IpPrefix network() {
    return network(V4_NETWORK, V6_NETWORK);
  }

  /// The network around this address.
  ///
  /// @param v4Bits prefix length where this is IPv4, 0 to 32
  /// @param v6Bits prefix length where this is IPv6, 0 to 128
  public IpPrefix network(int v4Bits, int v6Bits) {
    return isV4() ? IpPrefix.around(this, 96 + v4Bits) : IpPrefix.around(this, v6Bits);
  }

  /// The address as DNS lists want it in front of their zone (RFC 5782 sections 2.1 and 2.4):
  /// `4.3.2.1`, or 32 nibbles.
  public String reversed() {
    if (isV4()) {
      int bits = v4Bits();
      return (bits & 255)
          + "."
          + (bits >>> 8 & 255)
          + "."
          + (bits >>> 16 & 255)
          + "."
          + (bits >>> 24);
    }
    char[] name = new char[63];
    for (int i = 0; i < 32; i++) {
      long half = i < 16 ? low : high;
      name[2 * i] = HEX[(int) (half >>> 4 * (i & 15)) & 15];
      if (i < 31) {
        name[2 * i + 1] = '.';
      }
    }
    return new String(name);
  }

  /// The name whose PTR record names this address (RFC 1035 section 3.5, RFC 3596 section 2.5),
  /// without a final dot.
  public String reverseName() {
    return reversed() + (isV4() ? ".in-addr.arpa" : ".ip6.arpa");
  }

  /// The address literal of RFC 5321 section 4.1.3: `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
  public String literal() {
    return isV4() ? "[" + this + "]" : "[IPv6:" + this + "]";
  }

  @Override
  public int compareTo(IpAddress other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /// Canonical text: dotted for IPv4, RFC 5952 for IPv6.
  @Override
  public String toString() {
    return AddressText.write(this);
  }

  private static long big(byte[] octets, int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 8 | octets[i] & 255;
    }
    return value;
  }

  private static byte[] small(long value, int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) (value >>> 8 * (count - 1 - i));
    }
    return octets;
  }
}
