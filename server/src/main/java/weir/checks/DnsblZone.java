package weir.checks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.dns.ReturnCodes;
import weir.mail.Domain;

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
    @Doc("What a listing here leads to, if not what `on-block-list` says.")
        Optional<Action> listed) {
  public DnsblZone {
    codes = List.copyOf(codes);
    if (name.isLiteral()) {
      throw new IllegalArgumentException("name is an address, not the zone of a list");
    }
    if (ReturnCodes.parse(codes).isEmpty()) {
      throw new IllegalArgumentException(
          "codes must be such as \"127.0.0.2\", \"127.0.0.4-7\" or \"&0.0.0.16\", within"
              + " 127.0.0.0/8");
    }
  }

  ReturnCodes returnCodes() {
    return ReturnCodes.parse(codes).orElseThrow();
  }
}
