package weir.former;

import java.util.Optional;
import weir.net.IpPrefix;

/// Networks as old files write them: `10.1.2.` or `10.1.2` for the beginning of an address.
public final class DottedPrefix {
  private static final int OCTETS = 4;

  private DottedPrefix() {}

  /// The network of a whole address, or of one to three octets with or without a dot behind.
  public static Optional<IpPrefix> of(String text) {
    String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    String[] octets = bare.split("[.]", -1);
    if (octets.length > OCTETS || bare.contains(":") || bare.contains("/")) {
      return IpPrefix.parse(text);
    }
    return IpPrefix.parse(
        bare + ".0".repeat(OCTETS - octets.length) + "/" + octets.length * Byte.SIZE);
  }
}
