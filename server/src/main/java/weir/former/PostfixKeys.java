package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.net.IpAddress;

/// What an access table is asked for, from the most specific to the least (access(5)).
public final class PostfixKeys {
  /// The name of a client that has none, or none that leads back to its address.
  public static final String NAMELESS = "unknown";

  private PostfixKeys() {}

  /// A name, and the domains above it.
  static List<String> ofName(String name) {
    List<String> keys = new ArrayList<>();
    for (String at = name.toLowerCase(Locale.ROOT); !at.isEmpty(); ) {
      keys.add(at);
      int dot = at.indexOf('.');
      at = dot < 0 ? "" : at.substring(dot + 1);
    }
    return keys.isEmpty() ? List.of("") : keys;
  }

  /// An address, and of IPv4 the networks around it, without a dot at the end.
  static List<String> ofClient(IpAddress client) {
    List<String> keys = new ArrayList<>();
    for (String at = client.toString(); !at.isEmpty(); ) {
      keys.add(at);
      int dot = at.lastIndexOf('.');
      at = dot < 0 ? "" : at.substring(0, dot);
    }
    return keys;
  }

  /// A mail address, its domain and those above, `user@`; `<>` for the null sender.
  static List<String> ofAddress(String address) {
    if (address.isEmpty()) {
      return List.of("<>");
    }
    String low = address.toLowerCase(Locale.ROOT);
    int at = low.lastIndexOf('@');
    List<String> keys = new ArrayList<>(List.of(low));
    keys.addAll(ofName(low.substring(at + 1)));
    Optional.of(low.substring(0, at + 1)).filter(user -> !user.isEmpty()).ifPresent(keys::add);
    return keys;
  }
}
