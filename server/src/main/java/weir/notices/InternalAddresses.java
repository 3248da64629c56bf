package weir.notices;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.net.IpAddress;

/// Addresses of our own networks, which outsiders are neither told nor led to.
final class InternalAddresses {
  static final String HIDDEN = "(an internal address)";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![0-9A-Za-z.:])(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*[0-9A-Fa-f:])");

  /// 100.64.0.0/10 (RFC 6598).
  private static final int CARRIER_FIRST = 100;

  private InternalAddresses() {}

  /// Of this host, of a private or link-local network, or of many at once.
  static boolean isInternal(InetAddress address) {
    byte[] octets = address.getAddress();
    boolean isUniqueLocal = octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
    boolean isCarriers =
        octets.length == 4 && octets[0] == CARRIER_FIRST && (octets[1] & 0xc0) == 0x40;
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal
        || isCarriers;
  }

  /// A text without them.
  static String hidden(String text) {
    return ADDRESS
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(isInternal(found.group()) ? HIDDEN : found.group()));
  }

  private static boolean isInternal(String text) {
    Optional<IpAddress> address = IpAddress.parse(text);
    try {
      // A literal is never looked up.
      return address.isPresent() && isInternal(InetAddress.getByName(address.get().toString()));
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
