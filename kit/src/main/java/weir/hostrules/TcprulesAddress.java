package weir.hostrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// What stands before the colon of a tcprules line, as keys under which it is looked up.
sealed interface TcprulesAddress {

  /// Found when one of these texts is asked for.
  record Keys(List<String> keys) implements TcprulesAddress {}

  record Network(IpPrefix prefix) implements TcprulesAddress {}

  /// The original takes it, and never asks for such a key.
  record Never(String why) implements TcprulesAddress {}

  record Bad(String why) implements TcprulesAddress {}

  int HIGHEST = 255;
  String SMALL_LETTERS = "names are asked for in small letters and without a final dot";
  String NAME_OF_USER = "with a user the whole name is compared, in small letters";

  static TcprulesAddress parse(String text) {
    if (text.isEmpty()) {
      return key(text);
    }
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      return ofUser(text.substring(0, at + 1), text.substring(at + 1));
    }
    if (text.indexOf('=') >= 0) {
      return name(text);
    }
    if (text.indexOf('/') >= 0) {
      return network(text);
    }
    if (text.indexOf(':') >= 0) {
      return v6(text);
    }
    int dash = text.indexOf('-');
    return dash >= 0 ? range(text, dash) : v4(text);
  }

  /// Whether the text before some later colon of a line is an IPv6 address, network or prefix, with
  /// or without a user.
  static boolean mayHoldColons(String text) {
    String bare = text.substring(text.lastIndexOf('@') + 1);
    int slash = bare.indexOf('/');
    String address = slash < 0 ? bare : bare.substring(0, slash);
    return address.indexOf(':') >= 0
        && (IpAddress.parse(address).isPresent() || wholeHextets(address).isPresent());
  }

  private static TcprulesAddress key(String key) {
    return new Keys(List.of(key));
  }

  /// Of a user only the whole address or the whole name is asked for.
  private static TcprulesAddress ofUser(String user, String host) {
    if (host.startsWith("=")) {
      boolean whole = host.length() > 1 && host.charAt(1) != '.';
      return whole && isFolded(host) ? key(user + host) : new Never(NAME_OF_USER);
    }
    return IpAddress.parse(host)
        .map(address -> key(user + address))
        .orElseGet(() -> new Never("behind a user's '@' belongs a whole address or =name"));
  }

  private static TcprulesAddress name(String text) {
    if (text.charAt(0) != '=') {
      return new Never("'=' stands in front of a name, behind a user's '@' at most");
    }
    return isFolded(text) ? key(text) : new Never(SMALL_LETTERS);
  }

  private static boolean isFolded(String name) {
    return name.equals(Client.folded(name));
  }

  private static TcprulesAddress network(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address = IpAddress.parse(text.substring(0, slash));
    if (address.isEmpty()) {
      return new Bad("before the '/' belongs an address");
    }
    boolean dotted = text.indexOf(':') < 0;
    int most = dotted ? 32 : 128;
    String digits = text.substring(slash + 1);
    int length = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
    if (length < 1 || length > most) {
      return new Bad("behind the '/' belongs a length of 1 to " + most);
    }
    return new Network(address.get().network(dotted ? length : 0, dotted ? 0 : length));
  }

  private static TcprulesAddress v6(String text) {
    Optional<IpAddress> address = IpAddress.parse(text);
    if (address.isPresent()) {
      return key(address.get().toString());
    }
    return wholeHextets(text)
        .<TcprulesAddress>map(Network::new)
        .orElseGet(() -> new Bad("is no IPv6 address"));
  }

  /// `2001:db8:` of the older IPv6 patch: as many groups of 16 bits as are written.
  private static Optional<IpPrefix> wholeHextets(String text) {
    if (!text.endsWith(":") || text.contains("::")) {
      return Optional.empty();
    }
    int groups = (int) text.chars().filter(c -> c == ':').count();
    return groups > 7 ? Optional.empty() : IpPrefix.parse(text + ":/" + 16 * groups);
  }

  private static TcprulesAddress v4(String text) {
    if (text.endsWith(".")) {
      String[] parts = text.substring(0, text.length() - 1).split("\\.", -1);
      boolean octets = parts.length <= 3;
      for (String part : parts) {
        octets &= isOctet(part);
      }
      return octets ? key(text) : new Never("a prefix is one to three numbers, each with a dot");
    }
    return IpAddress.parse(text).isPresent()
        ? key(text)
        : new Never("it is no address, and a prefix would end in a dot");
  }

  private static boolean isOctet(String text) {
    return text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= HIGHEST;
  }

  /// `1.2.3-5.` and `1.2.3.4-9`: one key for each number. Above 255 nothing is counted, and a
  /// missing number is 0.
  private static TcprulesAddress range(String text, int dash) {
    int left = text.lastIndexOf('.', dash) + 1;
    int dot = text.indexOf('.', dash);
    int right = dot < 0 ? text.length() : dot;
    String from = text.substring(left, dash);
    String to = text.substring(dash + 1, right);
    if (!from.matches("[0-9]*") || !to.matches("[0-9]*")) {
      return new Bad("a range is written as 1.2.3-5. or 1.2.3.4-9");
    }
    long top = number(to);
    long last = Long.compareUnsigned(top, HIGHEST) > 0 ? HIGHEST : top;
    List<String> keys = new ArrayList<>();
    for (long n = number(from); Long.compareUnsigned(n, last) <= 0; n++) {
      keys.add(text.substring(0, left) + n + text.substring(right));
    }
    boolean asked = !keys.isEmpty() && v4(keys.getFirst()) instanceof Keys;
    return asked ? new Keys(keys) : new Never("no address is in this range");
  }

  /// As a C program of 64 bits counts: what is too large begins again at 0.
  private static long number(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * 10 + digits.charAt(i) - '0';
    }
    return value;
  }
}
