package weir.checks.dnslists;

import java.util.List;
import weir.check.ActingStage;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.FindingKind;
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
    implements DnsListSettings {
  public DnsblSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.MESSAGE);
    zones = List.copyOf(zones);
  }

  @Override
  public FindingKind finding() {
    return DnsblCheck.ON_BLOCK_LIST;
  }

  @Override
  public Action whenListed() {
    return onBlockList;
  }
}
