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
    @Doc("What follows when a list could not tell.") @Default("open") WhenUnknown unknown)
    implements FindingActions, Checked {
  public DnsblSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.MESSAGE);
    zones = List.copyOf(zones);
  }

  @Override
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    actions.put(DnsblCheck.ON_BLOCK_LIST.id(), onBlockList);
    zones.forEach(zone -> actions.putAll(zone.actions(DnsblCheck.ON_BLOCK_LIST.id())));
    return actions;
  }

  @Override
  public Set<String> subjects() {
    return ListZones.subjects(DnsblCheck.ON_BLOCK_LIST.id(), names());
  }

  @Override
  public KeyPath keyOf(String id) {
    return ListZones.keyOf(id, names());
  }

  private List<Domain> names() {
    return zones.stream().map(DnsblZone::name).toList();
  }

  @Override
  public Map<String, WhenUnknown> unknowns() {
    Map<String, WhenUnknown> unknowns = new HashMap<>();
    zones.forEach(zone -> zone.unknown().ifPresent(mode -> unknowns.put(zone.zone(), mode)));
    return unknowns;
  }

  /// Whether a listing there tells somebody why, so that the list's own words are worth a question.
  boolean tells(DnsblZone zone) {
    return zone.listed().orElse(onBlockList).tells()
        || zone.byCode().values().stream().anyMatch(Action::tells);
  }

  @Override
  public void check(Problems problems) {
    ListZones.check(names(), problems);
  }
}
