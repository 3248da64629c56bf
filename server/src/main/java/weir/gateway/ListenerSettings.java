package weir.gateway;

import java.time.Duration;
import java.util.List;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.net.IpPrefix;
import weir.smtp.Leniency;
import weir.verdict.Role;

/// One listening address.
public record ListenerSettings(
    @Doc("Address and port to listen on.") Endpoint address,
    @Doc(
            "What clients are here: strangers with mail for us (mx), customers who log in (submission), our own hosts (relay).")
        @Default("mx")
        Role role,
    @Doc("TLS: none, starttls (offered), or implicit (from the first byte, port 465).")
        @Default("starttls")
        Tls tls,
    @Doc(
            "How long the greeting waits between its two lines; who talks in between is an early talker.")
        @Default("0s")
        Duration greetPause,
    @Doc("Load balancers whose PROXY header (v1 or v2) names the client; they must send one.")
        @Default("[]")
        List<IpPrefix> proxyFrom,
    @Doc("Hosts that may name the client by XCLIENT.") @Default("[]") List<IpPrefix> xclientFrom,
    @Doc("Accept MAIL and RCPT with a space after the colon or without angle brackets.")
        @Default("strict")
        Syntax syntax) {

  /// How MAIL and RCPT are read.
  public enum Syntax {
    @Doc("As RFC 5321 has it.")
    STRICT,
    @Doc("A space after the colon and missing angle brackets are forgiven.")
    RELAXED;

    Leniency leniency() {
      return switch (this) {
        case STRICT -> Leniency.STRICT;
        case RELAXED -> Leniency.RELAXED;
      };
    }
  }

  /// How a listener speaks TLS.
  public enum Tls {
    @Doc("Never.")
    NONE,
    @Doc("Offered by STARTTLS.")
    STARTTLS,
    @Doc("From the first byte, as on port 465.")
    IMPLICIT
  }

  public ListenerSettings {
    proxyFrom = List.copyOf(proxyFrom);
    xclientFrom = List.copyOf(xclientFrom);
  }
}
