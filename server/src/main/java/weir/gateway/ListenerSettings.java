package weir.gateway;

import java.time.Duration;
import java.util.List;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.Problems;
import weir.net.IpPrefix;
import weir.smtp.Leniency;
import weir.smtp.MessageLimits;
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
        Syntax syntax,
    @Doc(
            "A CR or LF in a message that is not part of CR LF: refuse the message, or normalise it,"
                + " which is for customers and our own hosts only.")
        @Default("refuse")
        BareLineEnds bareLineEnds)
    implements Checked {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// What a bare CR or LF in a message means (RFC 5321 section 2.3.8).
  public enum BareLineEnds {
    @Doc("The message is refused with 550 5.5.2.")
    REFUSE,
    @Doc("A bare LF becomes CR LF, a bare CR a blank, and the reply and the journal say how many.")
    NORMALISE;

    MessageLimits.BareLineEnds meaning() {
      return switch (this) {
        case REFUSE -> MessageLimits.BareLineEnds.REFUSE;
        case NORMALISE -> MessageLimits.BareLineEnds.NORMALISE;
      };
    }
  }

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
    if (greetPause.isNegative() || greetPause.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException(
          "greet-pause is from 0s to 30s: clients give up on a greeting after five minutes, and some"
              + " much sooner (RFC 5321 section 4.5.3.2.1)");
    }
    proxyFrom = List.copyOf(proxyFrom);
    xclientFrom = List.copyOf(xclientFrom);
  }

  @Override
  public void check(Problems problems) {
    if (role == Role.MX && bareLineEnds == BareLineEnds.NORMALISE && problems.isKnown("role")) {
      problems.add(
          "bare-line-ends",
          "cannot be normalised for strangers: what two servers count differently is a second,"
              + " forged message");
    }
  }
}
