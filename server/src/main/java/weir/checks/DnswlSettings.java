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
    "DNS allow lists: who is on one is spared by block lists. As shipped no list is on. A list that fails allows nobody and refuses nobody.")
public record DnswlSettings(
    @Doc("Whether the zones are asked.") @Default("true") boolean enabled,
    @Doc("When a listing acts: no later than the block lists do.") @Default("rcpt") Stage at,
    @Doc("The lists.") List<DnswlZone> zones,
    @Doc("The client's address is on one of the lists.")
        @Default("{exempt = ['dnsbl', 'name-lists', 'greylist']}")
        Action onAllowList)
    implements FindingActions, Checked {
  public DnswlSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.RCPT);
    zones = List.copyOf(zones);
  }

  @Override
  public Map<String, Action> actions() {
    Map<String, Action> actions = new HashMap<>();
    String finding = DnswlCheck.ON_ALLOW_LIST.id();
    actions.put(finding, onAllowList);
    zones.forEach(zone ->
        actions.putAll(ListZones.actions(finding, zone.zone(), zone.listed(), zone.byCode())));
    return actions;
  }

  @Override
  public Set<String> subjects() {
    return ListZones.subjects(DnswlCheck.ON_ALLOW_LIST.id(), names());
  }

  @Override
  public KeyPath keyOf(String id) {
    return ListZones.keyOf(id, names());
  }

  private List<Domain> names() {
    return zones.stream().map(DnswlZone::name).toList();
  }

  /// Never a reason to refuse: nobody is refused for not being on a list.
  @Override
  public WhenUnknown unknown() {
    return WhenUnknown.OPEN;
  }

  @Override
  public void check(Problems problems) {
    ListZones.check(names(), problems);
    actions()
        .forEach((id, action) -> {
          KeyPath key = keyOf(id);
          if (action.refusal().isPresent() && problems.isKnown(key)) {
            problems.add(key, "refuses who is on an allow list");
          }
        });
  }
}
