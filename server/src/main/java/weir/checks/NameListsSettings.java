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
    "DNS lists of names: what the client calls itself, the confirmed name of its address, the sender's domain. As shipped no list is on.")
public record NameListsSettings(
    @Doc("Whether the zones are asked.") @Default("true") boolean enabled,
    @Doc("When a listing acts.") @Default("rcpt") Stage at,
    @Doc("The lists.") List<NameZone> zones,
    @Doc(
            "One of the names is on one of the lists. A name in HELO and a sender can be anybody's: begin with points.")
        @Default("{score = 3}")
        Action onNameList,
    @Doc("What follows when a list could not tell.") @Default("open") WhenUnknown unknown)
    implements FindingActions, Checked {
  public NameListsSettings {
    ActingStage.within(at, Stage.MAIL, Stage.MESSAGE);
    zones = List.copyOf(zones);
  }

  @Override
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    String finding = NameListsCheck.ON_NAME_LIST.id();
    actions.put(finding, onNameList);
    zones.forEach(zone ->
        actions.putAll(ListZones.actions(finding, zone.zone(), zone.listed(), zone.byCode())));
    return actions;
  }

  @Override
  public Set<String> subjects() {
    return ListZones.subjects(NameListsCheck.ON_NAME_LIST.id(), names());
  }

  @Override
  public KeyPath keyOf(String id) {
    return ListZones.keyOf(id, names());
  }

  private List<Domain> names() {
    return zones.stream().map(NameZone::name).toList();
  }

  @Override
  public Map<String, WhenUnknown> unknowns() {
    Map<String, WhenUnknown> unknowns = new HashMap<>();
    zones.forEach(zone -> zone.unknown().ifPresent(mode -> unknowns.put(zone.zone(), mode)));
    return unknowns;
  }

  /// Whether a listing there tells somebody why.
  boolean tells(NameZone zone) {
    return zone.listed().orElse(onNameList).tells()
        || zone.byCode().values().stream().anyMatch(Action::tells);
  }

  @Override
  public void check(Problems problems) {
    ListZones.check(names(), problems);
  }
}
