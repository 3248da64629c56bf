package weir.checks.dnslists;

import java.util.Map;
import java.util.Optional;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.config.SameTable;
import weir.lists.Catalogue;
import weir.lists.Watched;

@Doc("A DNS allow list of addresses (RFC 5782).")
public record DnswlZone(
    @SameTable AskedZone asked,
    @Doc("Ask about private and reserved addresses, too. For a list of your own.") @Default("false")
        boolean queryReserved,
    @Doc("What a listing here leads to, if not what `on-allow-list` says.") Optional<Action> listed,
    @Doc("What some answers lead to, if not what `listed` says.") Map<String, Action> byCode,
    @Doc("What its health is tested by.") @Default("absent") Watched.Points test)
    implements DnsListZone {
  public DnswlZone {
    byCode = Map.copyOf(byCode);
    ListedCodes.require("by-code", byCode.keySet());
    AskedZone.requireTestOfAddresses(test);
  }

  public Watched watched() {
    return asked.watched(Catalogue.Kind.ALLOW, test);
  }
}
