package weir.account;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which names of hosts mean the same one. Immutable.
///
/// A log says `web1` where the settings say `web1.example.net`, or the other way round. Both are
/// one host unless another one with a domain has the same first label: the same uid on two hosts is
/// two customers.
final class HostNames {
  private final Map<String, Set<Host>> byName = new HashMap<>();
  private final Map<String, Set<String>> byLabel = new HashMap<>();

  /// @param hosts each with its other names
  /// @param names of hosts of which nothing else is known
  HostNames(Collection<Host> hosts, Collection<String> names) {
    for (Host host : hosts) {
      note(host.name(), host);
      host.aliases().forEach(alias -> note(alias, host));
    }
    names.forEach(name -> byLabel.computeIfAbsent(label(name), _ -> new HashSet<>()).add(name));
  }

  private void note(String name, Host host) {
    byName.computeIfAbsent(key(name), _ -> new HashSet<>()).add(host);
    byLabel.computeIfAbsent(label(name), _ -> new HashSet<>()).add(name);
  }

  /// What else the host of a name is called, the names that somebody has given it first; nothing
  /// where two hosts could be meant.
  Set<String> others(String name) {
    Set<String> others = new LinkedHashSet<>();
    Set<Host> hosts = byName.getOrDefault(key(name), Set.of());
    if (hosts.size() == 1) {
      Host host = hosts.iterator().next();
      others.add(host.name());
      others.addAll(host.aliases());
    }
    Set<String> alike = byLabel.getOrDefault(label(name), Set.of());
    Set<String> full = new HashSet<>();
    alike.stream().map(HostNames::key).filter(HostNames::isFull).forEach(full::add);
    if (isFull(name)) {
      full.add(key(name));
    }
    if (full.size() <= 1) {
      others.addAll(alike);
    }
    others.remove(name);
    return others;
  }

  /// The same identity by the other names of its host.
  List<Identity> others(Identity identity) {
    return identity
        .ofHost()
        .map(host -> others(host).stream().flatMap(name -> on(identity, name).stream()).toList())
        .orElseGet(List::of);
  }

  private static Optional<Identity> on(Identity identity, String host) {
    return switch (identity) {
      case Identity.LocalUser(String _, long uid) -> Optional.of(new Identity.LocalUser(host, uid));
      case Identity.LocalName(String _, String name) ->
          Optional.of(new Identity.LocalName(host, name));
      case Identity.Script(String _, String path) -> Optional.of(new Identity.Script(host, path));
      case Identity.Container(String _, String id) -> Optional.of(new Identity.Container(host, id));
      case Identity.Login _,
          Identity.Site _,
          Identity.ClientNetwork _,
          Identity.SenderAddress _,
          Identity.SenderDomain _ ->
          Optional.empty();
    };
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean isFull(String name) {
    return name.indexOf('.') > 0;
  }

  /// An address has none, and is a name as a whole.
  private static String label(String name) {
    String key = key(name);
    int dot = key.indexOf('.');
    return dot > 0 && !key.matches("[0-9.]+") ? key.substring(0, dot) : key;
  }
}
