package weir.bench.outbound;

import java.util.Optional;
import weir.attribution.Confidence;
import weir.meter.Nest;

/// A login or a script of a customer.
///
/// @param address from which it sends
/// @param host on which it is
record Source(Nest nest, String address, int host) {
  static Source login(String account, Optional<String> reseller, int host, String domain, int n) {
    String login = "u" + n + "@" + domain;
    Nest nest = Nest.ofLogin(login, domain, account, hostName(host));
    return new Source(reseller.map(nest::soldBy).orElse(nest), login, host);
  }

  static Source script(
      String account, Optional<String> reseller, int host, String domain, String path) {
    String script = hostName(host) + ":/home/" + account + "/" + domain + "/" + path;
    Nest nest =
        new Nest(
            Optional.empty(),
            Optional.of(script),
            Optional.of(domain),
            Optional.of(account),
            reseller,
            Optional.of(hostName(host)),
            Confidence.STRONG);
    return new Source(nest, "www@" + domain, host);
  }

  /// Another script of the same site.
  Source beside(String path) {
    String here = nest.script().orElseThrow();
    String script = here.substring(0, here.lastIndexOf('/') + 1) + path;
    Nest other =
        new Nest(
            Optional.empty(),
            Optional.of(script),
            nest.domain(),
            nest.account(),
            nest.reseller(),
            nest.host(),
            nest.confidence());
    return new Source(other, address, host);
  }

  private static String hostName(int host) {
    return "web" + host;
  }
}
