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
    implements DnsListSettings {
  public NameListsSettings {
    ActingStage.within(at, Stage.MAIL, Stage.MESSAGE);
    zones = List.copyOf(zones);
  }

  @Override
  public FindingKind finding() {
    return NameListsCheck.ON_NAME_LIST;
  }

  @Override
  public Action whenListed() {
    return onNameList;
  }
}
