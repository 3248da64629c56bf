package weir.net;

import java.util.Optional;

/// Reads and writes the text of addresses: dotted decimal, RFC 4291 section 2.2, and RFC 5952 for
/// writing.
final class AddressText {

  /// `ffff:` eight times with a dotted tail; nothing longer is an address.
  private static final int LONGEST = 45;

  private AddressText() {}

  static Optional<IpAddress> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.indexOf(':') >= 0) {
      return parseV6(text);
    }
    long bits = dotted(text, 0);
    return bits < 0 ? Optional.empty() : Optional.of(IpAddress.ofV4((int) bits));
  }

  /// The dotted quad from `start` to the end, or -1. Leading zeros are refused: some readers take
  /// them for octal.
  private static long dotted(String text, int start) {
    long bits = 0;
    int at = start;
    for (int octet = 0; octet < 4; octet++) {
      int value = 0;
      int first = at;
      while (at < text.length() && at - first < 3 && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      if (at == first || value > 255 || (at - first > 1 && text.charAt(first) == '0')) {
        return -1;
      }
      bits = bits << 8 | value;
      if (octet < 3 && (at == text.length() || text.charAt(at++) != '.')) {
        return -1;
      }
    }
    return at == text.length() ? bits : -1;
  }

  private static Optional<IpAddress> parseV6(String text) {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = groupEnd(text, at);
      if (end < text.length() && text.charAt(end) == '.') {
        long tail = count <= 6 ? dotted(text, at) : -1;
        if (tail < 0) {
          return Optional.empty();
        }
        groups[count++] = (int) (tail >>> 16);
        groups[count++] = (int) tail & 0xFFFF;
        break;
      }
      if (end == at || end - at > 4 || count == 8) {
        return Optional.empty();
      }
      groups[count++] = Integer.parseInt(text, at, end, 16);
      if (end == text.length()) {
        break;
      }
      if (text.charAt(end) != ':' || end + 1 == text.length()) {
        return Optional.empty();
      }
      at = end + 1;
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = count;
        at++;
      }
    }
    return assemble(groups, count, gap);
  }

  private static int groupEnd(String text, int at) {
    int end = at;
    while (end < text.length()
        && Character.digit(text.charAt(end), 16) >= 0
        && text.charAt(end) < 128) {
      end++;
    }
    return end;
  }

  private static Optional<IpAddress> assemble(int[] groups, int count, int gap) {
    if (gap < 0 ? count != 8 : count > 7) {
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      int missing = 8 - count;
      int group = i < gap || gap < 0 ? groups[i] : i < gap + missing ? 0 : groups[i - missing];
      if (i < 4) {
        high = high << 16 | group;
      } else {
        low = low << 16 | group;
      }
    }
    return Optional.of(new IpAddress(high, low));
  }

  static String write(IpAddress address) {
    StringBuilder out = new StringBuilder(LONGEST);
    if (address.isV4()) {
      return dotted(out, address.v4Bits()).toString();
    }
    return groups(out, address).toString();
  }

  /// The mapped form with its IPv6 prefix, for wires that have no other way to write IPv4 (PROXY v1
  /// TCP6).
  static String writeV6(IpAddress address) {
    return address.isV4() ? "::ffff:" + address : address.toString();
  }

  private static StringBuilder dotted(StringBuilder out, int bits) {
    return out.append(bits >>> 24)
        .append('.')
        .append(bits >>> 16 & 255)
        .append('.')
        .append(bits >>> 8 & 255)
        .append('.')
        .append(bits & 255);
  }

  private static StringBuilder groups(StringBuilder out, IpAddress address) {
    int gapStart = -1;
    int gapLength = 1; // RFC 5952 section 4.2.2: one zero group alone is never shortened
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(address, i + run) == 0) {
        run++;
      }
      if (run > gapLength) {
        gapStart = i;
        gapLength = run;
      }
      i += run;
    }
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        out.append("::");
        i += gapLength - 1;
        continue;
      }
      if (i > 0 && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(group(address, i)));
    }
    return out;
  }

  private static int group(IpAddress address, int index) {
    long half = index < 4 ? address.high() : address.low();
    return (int) (half >>> 16 * (3 - (index & 3))) & 0xFFFF;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
