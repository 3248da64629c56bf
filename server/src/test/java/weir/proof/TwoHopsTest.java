package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.maillog.EximLog;
import weir.maillog.OwnFileFraming;
import weir.maillog.PostfixLog;
import weir.maillog.SyslogFraming;
import weir.net.IpAddress;
import weir.observation.HostAddresses;
import weir.observation.Link;
import weir.observation.Passage;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// A script on a web server, whose real Exim hands on to a real Postfix: one message that counts
/// once, laid at the door of the user on the web server. What a script says to Postfix itself, by
/// SMTP from the same web server, is nobody's.
class TwoHopsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Both run on one machine's loopback, where the web server sends from an address of its own. In
  /// their logs, addresses of two machines are put in the place of these two.
  private static final String WEB = "127.0.0.3";

  private static final String MAIL = "127.0.0.1";
  private static final String WEB_OF_TWO = "192.0.2.10";
  private static final String MAIL_OF_TWO = "192.0.2.5";

  private static final HostAddresses HOSTS = (address, _) -> name(address);

  private final PeerRoot postfixes = PeerRoot.require("postfix");
  private final PeerRoot exims = PeerRoot.require("exim");

  private static Optional<String> name(IpAddress address) {
    return switch (address.toString()) {
      case WEB_OF_TWO -> Optional.of("web1");
      case MAIL_OF_TWO -> Optional.of("mail1");
      default -> Optional.empty();
    };
  }

  private static Exim handingOn(PeerHost host, int port) {
    return Exim.start(
        host,
        "",
        """
        onward:
          driver = manualroute
          route_list = * 127.0.0.1
          self = send
          transport = to_mail1
          no_verify
          no_more
        """,
        """
        to_mail1:
          driver = smtp
          port = %d
          interface = %s
        """
            .formatted(port, WEB));
  }

  private static void awaitDeferred(Postfix postfix, int messages) {
    Instant end = Instant.now().plus(PATIENCE);
    while (postfix.log().split("status=deferred", -1).length <= messages) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(postfix.log());
      }
    }
  }

  private static List<Passage> passages(PeerHost web, Postfix postfix) {
    ZoneId utc = ZoneId.of("UTC");
    String exim = ofTwo(web.run("cat", "/var/log/exim4/mainlog").output());
    return HostLog.passages(
        HOSTS,
        List.of(
            new HostLog("web1", exim, new OwnFileFraming(utc, "exim"), new EximLog()),
            new HostLog("mail1", ofTwo(postfix.log()), new SyslogFraming(utc), new PostfixLog())));
  }

  private static String ofTwo(String log) {
    return log.replace("[" + WEB + "]", "[" + WEB_OF_TWO + "]")
        .replace("[" + MAIL + "]", "[" + MAIL_OF_TWO + "]");
  }

  @Test
  void aScriptBehindTwoServersIsOneMessageOfItsUser() {
    try (PeerHost mail = postfixes.start();
        PeerHost web = exims.start()) {
      Postfix postfix = Postfix.start(mail, "defer_transports = virtual\n", "");
      Exim exim = handingOn(web, postfix.port());
      web.run("useradd", "-m", "-u", "2001", "u2001").orFail();
      web.runAs(
              "u2001",
              "printf 'Subject: x\\n\\nhello\\n' | /usr/sbin/sendmail -i -f bob@example.com ann@example.com")
          .orFail();
      exim.settle(PATIENCE);
      mail.run(
              "swaks",
              "--server",
              "127.0.0.1:" + postfix.port(),
              "--local-interface",
              WEB,
              "--from",
              "ann@example.com",
              "--to",
              "ann@example.com",
              "--header",
              "Received: from u2001 by web1 with local (Exim 4.96)")
          .orFail();
      awaitDeferred(postfix, 2);
      List<Passage> found = passages(web, postfix);
      assertThat(found).hasSize(2);
      Attributor attributor = WhoseMail.on("web1").attributor();
      Passage script = found.getFirst();
      assertThat(script.legs())
          .extracting(leg -> leg.key().host())
          .containsExactly("web1", "mail1");
      assertThat(script.legs().getLast().link()).isEqualTo(Link.QUEUED_AS);
      Attribution behind = attributor.attribute(script, script.legs().getLast());
      assertThat(behind.account()).map(Account::id).contains("shop");
      assertThat(behind.confidence()).isEqualTo(Confidence.STRONG);
      Passage direct = found.getLast();
      assertThat(direct.legs()).extracting(leg -> leg.key().host()).containsExactly("mail1");
      assertThat(attributor.attribute(direct).account()).isEmpty();
    }
  }
}
