package weir.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "DNS block lists, all asked at once as soon as a client connects. As shipped no list is on: read its terms of use, watch it with `{observe = true}`, then let it act.")
public record DnsblSettings(
    @Doc("Whether the zones are asked.") @Default("true") boolean enabled,
    @Doc(
            "When a listing acts. At `rcpt` postmaster can be reached, logged-in clients pass, and sender and recipient are on record.")
        @Default("rcpt")
        Stage at,
    @Doc("The lists.") List<DnsblZone> zones,
    @Doc("The client's address is on one of the lists.") @Default("{reject = true}")
        Action onBlockList,
    @Doc("What follows when a list could not tell and none of the others lists the client.")
        @Default("open")
        WhenUnknown unknown)
    implements FindingActions, Checked {
  public DnsblSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.MESSAGE);
    zones = List.copyOf(zones);
  }

  @Override
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    actions.put(DnsblCheck.ON_BLOCK_LIST.id(), onBlockList);
    for (DnsblZone zone : zones) {
      zone.listed()
          .ifPresent(action ->
              actions.put(DnsblCheck.ON_BLOCK_LIST.id() + "/" + zone.name().name(), action));
    }
    return actions;
  }

  @Override
  public KeyPath keyOf(String id) {
    int slash = id.indexOf('/');
    if (slash < 0) {
      return KeyPath.of(id);
    }
    List<String> names = zones.stream().map(zone -> zone.name().name()).toList();
    return KeyPath.of("zones").item(names.indexOf(id.substring(slash + 1))).key("listed");
  }

  @Override
  public void check(Problems problems) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < zones.size(); i++) {
      KeyPath name = KeyPath.of("zones").item(i).key("name");
      if (problems.isKnown(name) && !names.add(zones.get(i).name().name())) {
        problems.add(name, "this list is there already");
      }
    }
  }
}
