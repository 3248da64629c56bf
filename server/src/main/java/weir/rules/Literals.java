package weir.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Domain;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// The networks, addresses, domains and patterns that are written in one condition, read once.
///
/// Filled while the condition is examined; afterwards nobody writes to it, and any number of
/// threads read.
final class Literals {
  private final Map<String, IpPrefix> networks = new HashMap<>();
  private final Map<String, IpAddress> addresses = new HashMap<>();
  private final Map<String, String> domains = new HashMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();

  /// Why something written is not what it should be.
  ///
  /// @param offset within what is written, in UTF-16 units
  record Objection(int offset, String reason) {
    static Optional<Objection> of(String reason) {
      return Optional.of(new Objection(0, reason));
    }
  }

  Optional<Objection> learnNetwork(String text) {
    try {
      networks.put(text, IpPrefix.of(text));
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Objection.of("not a network: " + wrong.getMessage());
    }
  }

  Optional<Objection> learnAddress(String text) {
    Optional<IpAddress> address = IpAddress.parse(text);
    address.ifPresent(known -> addresses.put(text, known));
    return address.isPresent() ? Optional.empty() : Objection.of("not an address: '" + text + "'");
  }

  Optional<Objection> learnDomain(String text) {
    Optional<Domain> domain = Domain.parse(text);
    domain.ifPresent(known -> domains.put(text, known.name()));
    return domain.isPresent() ? Optional.empty() : Objection.of("not a domain: '" + text + "'");
  }

  Optional<Objection> learnPattern(String text) {
    return switch (Pattern.read(text)) {
      case Reading.Good(var pattern) -> {
        patterns.put(text, pattern);
        yield Optional.empty();
      }
      case Reading.Mistake(var offset, var reason) -> Optional.of(new Objection(offset, reason));
    };
  }

  boolean isIn(IpAddress address, String network) {
    return known(networks, network).contains(address);
  }

  boolean isInAny(IpAddress address, List<?> written) {
    for (Object network : written) {
      if (isIn(address, (String) network)) {
        return true;
      }
    }
    return false;
  }

  IpAddress address(String text) {
    return known(addresses, text);
  }

  /// The canonical form of one that is written; another is left as it is.
  String domain(String text) {
    return domains.getOrDefault(text, text);
  }

  boolean matches(String text, String pattern) {
    return known(patterns, pattern).find(text);
  }

  private static <V> V known(Map<String, V> map, String text) {
    V value = map.get(text);
    if (value == null) {
      throw new IllegalStateException("was not written in the condition: " + text);
    }
    return value;
  }
}
