package weir.checks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.dns.ReturnCodes;
import weir.lists.Catalogue;
import weir.lists.Watched;
import weir.mail.Domain;
import weir.verdict.WhenUnknown;

@Doc("A DNS block list of addresses (RFC 5782).")
public record DnsblZone(
    @Doc("Its zone, such as `bl.example.org`.") Domain name,
    @Doc(
            "Answers that count as a listing: `127.0.0.2`, a range `127.0.0.4-7`, or `&0.0.0.16` for a bit. None: every answer in 127.0.0.0/8 that is no error.")
        List<String> codes,
    @Doc("How long its answer is waited for; after that it could not tell.")
        @Default("4s")
        @Range(from = "100ms", to = "30s")
        Duration timeout,
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
        Watched.Points test) {
  public DnsblZone {
    codes = List.copyOf(codes);
    byCode = Map.copyOf(byCode);
    ListZones.requireName(name);
    ListZones.requireCodes(codes);
    ListedCodes.require("by-code", byCode.keySet());
    if (test == Watched.Points.NAMES) {
      throw new IllegalArgumentException("test cannot be \"names\": this is a list of addresses");
    }
  }

  ReturnCodes returnCodes() {
    return ReturnCodes.parse(codes).orElseThrow();
  }

  String zone() {
    return name.name();
  }

  /// The actions of its own, by the finding's id and subject.
  Map<String, Action> actions(String finding) {
    return ListZones.actions(finding, zone(), listed, byCode);
  }

  Watched watched() {
    return new Watched(zone(), Catalogue.Kind.BLOCK, test, ListZones.errors(zone()));
  }
}
