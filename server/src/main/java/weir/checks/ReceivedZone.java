package weir.checks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.dns.ReturnCodes;
import weir.lists.Catalogue;
import weir.lists.Watched;
import weir.mail.Domain;
import weir.verdict.WhenUnknown;

@Doc("A DNS block list of addresses (RFC 5782), asked about hosts that a message came by.")
public record ReceivedZone(
    @Doc("Its zone, such as `bl.example.org`.") Domain name,
    @Doc(
            "Ask also about what stands behind a host of `trusted-hops`. Never for lists of dynamic addresses: a message may begin at any of them.")
        @Default("false")
        boolean deep,
    @Doc(
            "Answers that count as a listing, written as in `checks.dnsbl.zones`. None: every answer in 127.0.0.0/8 that is no error.")
        List<String> codes,
    @Doc("How long its answer is waited for; after that it could not tell.")
        @Default("4s")
        @Range(from = "100ms", to = "30s")
        Duration timeout,
    @Doc("What a listing here leads to, if not what `received-listed` says.")
        Optional<Action> listed,
    @Doc("What follows when this list could not tell, if not what `unknown` of all lists says.")
        Optional<WhenUnknown> unknown,
    @Doc("What its health is tested by: `v4`, `v6`, `absent` or `none`.") @Default("v4")
        Watched.Points test) {
  public ReceivedZone {
    codes = List.copyOf(codes);
    ListZones.requireName(name);
    ListZones.requireCodes(codes);
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
    return new Watched(zone(), Catalogue.Kind.BLOCK, test, ListZones.errors(zone()));
  }
}
