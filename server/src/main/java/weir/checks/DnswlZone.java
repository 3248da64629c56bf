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

@Doc("A DNS allow list of addresses (RFC 5782).")
public record DnswlZone(
    @Doc("Its zone, such as `wl.example.org`.") Domain name,
    @Doc(
            "Answers that count as a listing, written as those of a block list. None: every answer in 127.0.0.0/8 that is no error.")
        List<String> codes,
    @Doc("How long its answer is waited for; after that the client is not on it.")
        @Default("4s")
        @Range(from = "100ms", to = "30s")
        Duration timeout,
    @Doc("Ask about private and reserved addresses, too. For a list of your own.") @Default("false")
        boolean queryReserved,
    @Doc("What a listing here leads to, if not what `on-allow-list` says.") Optional<Action> listed,
    @Doc("What some answers lead to, if not what `listed` says.") Map<String, Action> byCode,
    @Doc("What its health is tested by.") @Default("absent") Watched.Points test) {
  public DnswlZone {
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

  Watched watched() {
    return new Watched(zone(), Catalogue.Kind.ALLOW, test, ListZones.errors(zone()));
  }
}
