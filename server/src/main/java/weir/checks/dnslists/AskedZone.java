package weir.checks.dnslists;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.dns.ReturnCodes;
import weir.lists.Catalogue;
import weir.lists.Watched;
import weir.mail.Domain;
import weir.net.IpAddress;

/// What is asked of a DNS list, whatever it lists (RFC 5782).
public record AskedZone(
    @Doc("Its zone, such as `bl.example.org`.") Domain name,
    @Doc(
            "Answers that count as a listing: `127.0.0.2`, a range `127.0.0.4-7`, or `&0.0.0.16` for a bit. None: every answer in 127.0.0.0/8 that is no error.")
        List<String> codes,
    @Doc("How long its answer is waited for; after that it could not tell.")
        @Default("4s")
        @Range(from = "100ms", to = "30s")
        Duration timeout) {
  public AskedZone {
    codes = List.copyOf(codes);
    if (name.isLiteral()) {
      throw new IllegalArgumentException("name is an address, not the zone of a list");
    }
    List<String> wrong =
        codes.stream().filter(code -> ReturnCodes.parse(List.of(code)).isEmpty()).toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "codes has "
              + wrong.stream().map(code -> '"' + code + '"').collect(Collectors.joining(" and "))
              + "; each must be such as \"127.0.0.2\", \"127.0.0.4-7\" or \"&0.0.0.16\", within"
              + " 127.0.0.0/8");
    }
  }

  String zone() {
    return name.name();
  }

  ReturnCodes returnCodes() {
    return ReturnCodes.parse(codes).orElseThrow();
  }

  /// Values by which the list, where it is a known one, says that it does not serve us.
  Set<IpAddress> errors() {
    return Catalogue.find(zone())
        .map(entry -> entry.errors().stream().map(AskedZone::address).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  static void requireTestOfAddresses(Watched.Points test) {
    if (test == Watched.Points.NAMES) {
      throw new IllegalArgumentException("test cannot be \"names\": this is a list of addresses");
    }
  }

  Watched watched(Catalogue.Kind kind, Watched.Points test) {
    return new Watched(zone(), kind, test, errors());
  }
}
