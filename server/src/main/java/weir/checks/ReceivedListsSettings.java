package weir.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.mail.Domain;
import weir.net.IpPrefix;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "DNS block lists, asked about the hosts that a message came by before it came to your own or trusted ones, as its Received fields tell. As shipped no list is on.")
public record ReceivedListsSettings(
    @Doc("Whether the zones are asked.") @Default("true") boolean enabled,
    @Doc("When a listing acts: `headers` or `message`.") @Default("headers") Stage at,
    @Doc(
            "Your own servers through which mail comes in, such as a second MX. Clients of `relay-from` count as your own, too. The first host that is not your own is asked about in every zone.")
        List<IpPrefix> ownHops,
    @Doc(
            "Servers of others whose Received fields you believe, such as those of a forwarder. What stands behind them is asked about in zones with `deep = true`.")
        List<IpPrefix> trustedHops,
    @Doc("The lists.") List<ReceivedZone> zones,
    @Doc("A host that the message came by is on one of the lists.") @Default("{observe = true}")
        Action receivedListed,
    @Doc("What follows when a list could not tell.") @Default("open") WhenUnknown unknown)
    implements FindingActions, Checked {
  public ReceivedListsSettings {
    ActingStage.within(at, Stage.HEADERS, Stage.MESSAGE);
    ownHops = List.copyOf(ownHops);
    trustedHops = List.copyOf(trustedHops);
    zones = List.copyOf(zones);
  }

  @Override
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    String finding = ReceivedListsCheck.RECEIVED_LISTED.id();
    actions.put(finding, receivedListed);
    zones.forEach(
        zone -> actions.putAll(ListZones.actions(finding, zone.zone(), zone.listed(), Map.of())));
    return actions;
  }

  @Override
  public Set<String> subjects() {
    return ListZones.subjects(ReceivedListsCheck.RECEIVED_LISTED.id(), names());
  }

  @Override
  public KeyPath keyOf(String id) {
    return ListZones.keyOf(id, names());
  }

  private List<Domain> names() {
    return zones.stream().map(ReceivedZone::name).toList();
  }

  @Override
  public Map<String, WhenUnknown> unknowns() {
    Map<String, WhenUnknown> unknowns = new HashMap<>();
    zones.forEach(zone -> zone.unknown().ifPresent(mode -> unknowns.put(zone.zone(), mode)));
    return unknowns;
  }

  /// Whether a listing there tells somebody why.
  boolean tells(ReceivedZone zone) {
    return zone.listed().orElse(receivedListed).tells();
  }

  @Override
  public void check(Problems problems) {
    ListZones.check(names(), problems);
  }
}
