package weir.checks.dnslists;

import java.util.List;
import weir.check.ActingStage;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.net.IpPrefix;
import weir.verdict.FindingKind;
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
    implements DnsListSettings {
  public ReceivedListsSettings {
    ActingStage.within(at, Stage.HEADERS, Stage.MESSAGE);
    ownHops = List.copyOf(ownHops);
    trustedHops = List.copyOf(trustedHops);
    zones = List.copyOf(zones);
  }

  @Override
  public FindingKind finding() {
    return ReceivedListsCheck.RECEIVED_LISTED;
  }

  @Override
  public Action whenListed() {
    return receivedListed;
  }
}
