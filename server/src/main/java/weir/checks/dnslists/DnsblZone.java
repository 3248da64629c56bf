package weir.checks.dnslists;

import java.util.Map;
import java.util.Optional;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.config.SameTable;
import weir.lists.Catalogue;
import weir.lists.Watched;
import weir.verdict.WhenUnknown;

@Doc("A DNS block list of addresses (RFC 5782).")
public record DnsblZone(
    @SameTable AskedZone asked,
    @Doc("Ask about private and reserved addresses, too. For a list of your own.") @Default("false")
        boolean queryReserved,
    @Doc("Told to a refused client when the list gives no text; `%IP%` becomes its address.")
        Optional<String> url,
    @Doc("What a listing here leads to, if not what `on-block-list` says.") Optional<Action> listed,
    @Doc(
            "What some answers lead to, if not what `listed` says: `{\"127.0.0.2\" = {score = 2}, \"127.0.0.10-11\" = {observe = true}}`. Written as in `codes`, which must take them.")
        Map<String, Action> byCode,
    @Doc("What follows when this list could not tell, if not what `unknown` of all lists says.")
        Optional<WhenUnknown> unknown,
    @Doc("What its health is tested by: `v4`, `v6`, `absent` or `none`.") @Default("v4")
        Watched.Points test)
    implements DnsListZone {
  public DnsblZone {
    byCode = Map.copyOf(byCode);
    ListedCodes.require("by-code", byCode.keySet());
    AskedZone.requireTestOfAddresses(test);
  }

  public Watched watched() {
    return asked.watched(Catalogue.Kind.BLOCK, test);
  }
}
