package weir.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.dns.ReturnCodes;
import weir.lists.Catalogue;
import weir.mail.Domain;
import weir.net.IpAddress;

/// What the tables of all kinds of DNS lists have in common.
final class ListZones {
  private ListZones() {}

  static void requireName(Domain name) {
    if (name.isLiteral()) {
      throw new IllegalArgumentException("name is an address, not the zone of a list");
    }
  }

  static void requireCodes(List<String> codes) {
    if (ReturnCodes.parse(codes).isEmpty()) {
      throw new IllegalArgumentException(
          "codes must be such as \"127.0.0.2\", \"127.0.0.4-7\" or \"&0.0.0.16\", within"
              + " 127.0.0.0/8");
    }
  }

  /// Actions of one list by the key under which a policy looks for them.
  static Map<String, Action> actions(
      String finding, String zone, Optional<Action> listed, Map<String, Action> byCode) {
    Map<String, Action> actions = new HashMap<>();
    String id = finding + "/" + zone;
    listed.ifPresent(action -> actions.put(id, action));
    byCode.forEach((code, action) -> actions.put(id + "/" + code, action));
    return actions;
  }

  /// What the finding can be about, as policies name it.
  static Set<String> subjects(String finding, List<Domain> names) {
    return names.stream().map(name -> finding + "/" + name.name()).collect(Collectors.toSet());
  }

  /// Where the action of a finding, of a list or of one of its codes is written.
  static KeyPath keyOf(String id, List<Domain> names) {
    String[] parts = id.split("/", 3);
    if (parts.length == 1) {
      return KeyPath.of(id);
    }
    List<String> zones = names.stream().map(Domain::name).toList();
    KeyPath list = KeyPath.of("zones").item(zones.indexOf(parts[1]));
    return parts.length == 2 ? list.key("listed") : list.key("by-code").key(parts[2]);
  }

  /// Values by which the list, where it is a known one, says that it does not serve us.
  static Set<IpAddress> errors(String zone) {
    return Catalogue.find(zone)
        .map(entry -> entry.errors().stream().map(ListZones::address).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  /// Reports a list that is named twice, and one that is known to be dead.
  static void check(List<Domain> names, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      KeyPath at = KeyPath.of("zones").item(i).key("name");
      String name = names.get(i).name();
      if (problems.isKnown(at) && !seen.add(name)) {
        problems.add(at, "this list is there already");
      }
    }
  }
}
