package weir.checks.dnslists;

import java.util.List;
import weir.check.ActingStage;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.verdict.FindingKind;
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
    implements DnsListSettings {
  public DnswlSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.RCPT);
    zones = List.copyOf(zones);
  }

  @Override
  public FindingKind finding() {
    return DnswlCheck.ON_ALLOW_LIST;
  }

  @Override
  public Action whenListed() {
    return onAllowList;
  }

  /// Never a reason to refuse: nobody is refused for not being on a list.
  @Override
  public WhenUnknown unknown() {
    return WhenUnknown.OPEN;
  }

  @Override
  public void check(Problems problems) {
    DnsListSettings.super.check(problems);
    actions()
        .forEach((id, action) -> {
          KeyPath key = keyOf(id);
          if (action.refusal().isPresent() && problems.isKnown(key)) {
            problems.add(key, "refuses who is on an allow list");
          }
        });
  }
}
