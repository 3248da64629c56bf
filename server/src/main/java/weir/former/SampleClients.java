package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// Clients for a [CompareSample]: one that a rule is about, and the next address after it or a name
/// beside it.
final class SampleClients {
  private static final Pattern RANGE = Pattern.compile("((?:\\d+\\.){0,3})(\\d+)-(\\d+)\\.?");
  private static final Pattern NAME = Pattern.compile("\\.?[\\w-]+(\\.[\\w-]+)+");

  /// Named clients get addresses of 198.18.0.0/15 (RFC 2544), which no rule of a site is about.
  private int named = (198 << 24) | (18 << 16);

  /// @param name that leads back to the address; `-` for none
  /// @param ident what the client's host says of its user, as `bill@`
  record Client(String address, String name, Optional<String> ident) {}

  /// Nobody where the pattern is none of those that are understood.
  List<Client> of(String pattern) {
    int at = pattern.indexOf('@');
    Optional<String> ident = at > 0 ? Optional.of(pattern.substring(0, at + 1)) : Optional.empty();
    String whom = pattern.substring(at + 1);
    if (whom.startsWith("=")) {
      return ofName(whom.substring(1), ident);
    }
    return network(whom)
        .map(network -> around(network, ident))
        .orElseGet(() -> NAME.matcher(whom).matches() ? ofName(whom, ident) : List.of());
  }

  private List<Client> ofName(String suffix, Optional<String> ident) {
    if (!suffix.isEmpty() && !NAME.matcher(suffix).matches()) {
      return List.of();
    }
    String name = suffix.isEmpty() ? "host.example.net" : suffix;
    String inside = name.startsWith(".") ? "mail" + name : name;
    String beside = name.startsWith(".") ? "mail.x" + name.substring(1) : "x" + name;
    return List.of(new Client(fresh(), inside, ident), new Client(fresh(), beside, ident));
  }

  private String fresh() {
    named++;
    return IpAddress.ofV4(named).toString();
  }

  private static List<Client> around(Around around, Optional<String> ident) {
    List<Client> clients = new ArrayList<>();
    clients.add(new Client(around.inside().toString(), "-", ident));
    around.outside().ifPresent(next -> clients.add(new Client(next.toString(), "-", ident)));
    return clients;
  }

  /// @param outside empty where the addresses end
  private record Around(IpAddress inside, Optional<IpAddress> outside) {}

  private static Optional<Around> network(String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      Optional<IpPrefix> first = DottedPrefix.of(range.group(1) + range.group(2));
      Optional<IpPrefix> last = DottedPrefix.of(range.group(1) + range.group(3));
      return first.flatMap(from -> last.map(to -> new Around(within(from), next(to))));
    }
    return DottedPrefix.of(text).map(network -> new Around(within(network), next(network)));
  }

  private static IpAddress within(IpPrefix network) {
    IpAddress first = network.first();
    return first.equals(network.last()) ? first : new IpAddress(first.high(), first.low() + 1);
  }

  private static Optional<IpAddress> next(IpPrefix network) {
    IpAddress last = network.last();
    long low = last.low() + 1;
    IpAddress next = new IpAddress(low == 0 ? last.high() + 1 : last.high(), low);
    boolean ended = next.isV4() != last.isV4() || next.compareTo(last) < 0;
    return ended ? Optional.empty() : Optional.of(next);
  }
}
