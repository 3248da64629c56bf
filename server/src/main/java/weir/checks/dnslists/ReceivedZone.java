package weir.checks.dnslists;

import java.util.Optional;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.config.SameTable;
import weir.lists.Catalogue;
import weir.lists.Watched;
import weir.verdict.WhenUnknown;

@Doc("A DNS block list of addresses (RFC 5782), asked about hosts that a message came by.")
public record ReceivedZone(
    @SameTable AskedZone asked,
    @Doc(
            "Ask also about what stands behind a host of `trusted-hops`. Never for lists of dynamic addresses: a message may begin at any of them.")
        @Default("false")
        boolean deep,
    @Doc("What a listing here leads to, if not what `received-listed` says.")
        Optional<Action> listed,
    @Doc("What follows when this list could not tell, if not what `unknown` of all lists says.")
        Optional<WhenUnknown> unknown,
    @Doc("What its health is tested by: `v4`, `v6`, `absent` or `none`.") @Default("v4")
        Watched.Points test)
    implements DnsListZone {
  public ReceivedZone {
    AskedZone.requireTestOfAddresses(test);
  }

  public Watched watched() {
    return asked.watched(Catalogue.Kind.BLOCK, test);
  }
}
