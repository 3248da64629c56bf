package weir.likeness;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import weir.mail.Domain;
import weir.net.IpAddress;

/// The sites that a text links to, the first ones.
final class Sites {
  /// Labels of a host's name that somebody can register, with what is above them.
  private static final int REGISTERED = 2;

  /// The same below a country's domain and a short name (`co.uk`, `com.au`, `or.jp`), where anybody
  /// can have the third label. This is no list of public suffixes: longer ones of two labels
  /// (`blogspot.com`, `kawasaki.jp`) are taken for one site, and hosts of a short name below a
  /// country (`gmx.de`) for a site each.
  private static final int REGISTERED_BELOW_SHORT = 3;

  private static final int SHORT = 3;
  private static final int COUNTRY = 2;

  /// Characters of a link that are looked at: scheme, a login that hides the host, and the host.
  private static final int LINK = 1_000;

  private static final String SCHEME_END = "//";

  private final int most;
  private final Set<String> found = new LinkedHashSet<>();

  Sites(int most) {
    this.most = most;
  }

  List<String> found() {
    return List.copyOf(found);
  }

  /// Takes the site of a link.
  ///
  /// @param link as it stands in an attribute or a text: with `//` before its host, or from the
  ///   host on; what names no host is passed over
  void add(String link) {
    if (found.size() < most) {
      host(link.substring(0, Math.min(LINK, link.length())))
          .flatMap(Sites::site)
          .ifPresent(found::add);
    }
  }

  /// Browsers drop line ends and tabs, and take a backslash for a slash (URL Standard of WHATWG,
  /// section 4.4).
  private static Optional<String> host(String link) {
    String plain = link.strip().replaceAll("[\\t\\r\\n]", "").replace('\\', '/');
    int scheme = plain.indexOf(SCHEME_END);
    int from = scheme < 0 ? 0 : scheme + SCHEME_END.length();
    while (from < plain.length() && plain.charAt(from) == '/') {
      from++;
    }
    int to = from;
    while (to < plain.length() && "/?#".indexOf(plain.charAt(to)) < 0) {
      to++;
    }
    String authority = plain.substring(from, to);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    return Optional.of(port > 0 ? host.substring(0, port) : host).filter(it -> !it.isEmpty());
  }

  /// What somebody registered of a host's name; an address as it is.
  ///
  /// @return empty for what is no name of a host in the DNS
  static Optional<String> site(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    Optional<IpAddress> address = IpAddress.parse(bare);
    return address.isPresent()
        ? address.map(IpAddress::toString)
        : Domain.parse(host).filter(it -> !it.isLiteral()).flatMap(it -> registered(it.name()));
  }

  private static Optional<String> registered(String name) {
    List<String> labels = List.of(name.toLowerCase(Locale.ROOT).split("\\.", -1));
    int length = labels.size();
    if (length < REGISTERED) {
      return Optional.empty();
    }
    boolean isBelowShort =
        labels.getLast().length() == COUNTRY && labels.get(length - 2).length() <= SHORT;
    int common = Math.min(length, isBelowShort ? REGISTERED_BELOW_SHORT : REGISTERED);
    return Optional.of(String.join(".", labels.subList(length - common, length)));
  }
}
