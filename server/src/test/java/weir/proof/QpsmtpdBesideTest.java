package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;
import weir.sink.SinkMta;
import weir.testkit.FreePort;
import weir.testkit.MapResolver;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Qpsmtpd;

/// The real qpsmtpd beside us, with the same rules and the same names: what each says to the
/// commands of the same session. Every difference is named here, with its reason.
class QpsmtpdBesideTest {
  private static final String STRANGER = "127.0.0.5";
  private static final String LISTED = "127.0.0.3";
  private static final String OWN = "127.0.0.4";

  private static final String LATER =
      "we refuse at RCPT what was seen before, so that postmaster can be reached (RFC 5321 4.5.1)";
  private static final String POSTMASTER =
      "a blocked sender may write to postmaster (RFC 5321 4.5.1)";
  private static final String ODD_NAMES =
      "honest but badly set up servers say such names: they are observed, or give points";

  @TempDir private static Path folder;
  private static PeerHost host;
  private static Qpsmtpd real;
  private static SinkMta sink;
  private static Stand stand;

  @BeforeAll
  static void bothRun() throws IOException {
    host = PeerRoot.require("rest").start();
    int names = FreePort.any();
    Files.writeString(
        host.file("/etc/unbound/beside.conf"),
        """
        server:
          interface: 127.0.0.1
          port: %d
          do-daemonize: yes
          username: ""
          chroot: ""
          pidfile: "/tmp/beside-unbound.pid"
          module-config: "iterator"
          local-zone: "." static
          local-data: "example.net. MX 10 mail.example.net."
          local-data: "mail.example.net. A 192.0.2.10"
          local-data: "spam.example. MX 10 mail.example.net."
          local-data: "sub.spam.example. MX 10 mail.example.net."
          local-data: "aonly.example. A 192.0.2.10"
          local-data: "nothing.example. TXT none"
          local-data: "nullmx.example. MX 0 ."
          local-data: '3.0.0.127.bl.example. A 127.0.0.2'
          local-data: '2.0.0.127.bl.example. A 127.0.0.2'
          local-data: '3.0.0.127.bl.example. TXT "listed"'
          local-zone: "broken.example." refuse
        """
            .formatted(names));
    host.run("unbound", "-c", "/etc/unbound/beside.conf").orFail();
    real = Qpsmtpd.start(host, names, files());
    sink = SinkMta.start();
    stand = plan().start();
  }

  private static Map<String, String> files() {
    return Map.of(
        "plugins",
        "earlytalker\nrelay\ndnsbl\nhelo\nresolvable_fromhost\nbadmailfrom\nbadrcptto\nrcpt_ok\n",
        "me",
        "mx.example.com\n",
        "rcpthosts",
        "example.com\n",
        "relayclients",
        OWN + "\n",
        "dnsbl_zones",
        "bl.example\n",
        "badhelo",
        "bad.example\n\\.dialup\\.example$\n",
        "badmailfrom",
        "sue@example.net\n@spam.example\n^news\n",
        "badrcptto",
        "bob@example.com\n");
  }

  private static Stand.Plan plan() {
    return Stand.in(folder)
        .hop(sink.port())
        .names(
            new MapResolver(
                """
                example.net          MX  10 mail.example.net
                mail.example.net     A   192.0.2.10
                spam.example         MX  10 mail.example.net
                sub.spam.example     MX  10 mail.example.net
                aonly.example        A   192.0.2.10
                nothing.example      TXT none
                nullmx.example       MX  0 .
                3.0.0.127.bl.example A   127.0.0.2
                3.0.0.127.bl.example TXT listed
                2.0.0.127.bl.example A   127.0.0.2
                broken.example       SERVFAIL
                """))
        .set("routing.onward-hop", "'back'")
        .set("routing.relay-from", "['" + OWN + "/32']")
        .set("listeners.mx.greet-pause", "'150ms'")
        .set("checks.dnsbl.zones", "[{name = 'bl.example', query-reserved = true}]")
        .set("checks.helo-lists.block", "[{lines = ['bad.example', 'regex:\\.dialup\\.example$']}]")
        .set(
            "checks.sender-lists.block",
            "[{lines = ['sue@example.net', '@spam.example', 'regex:^news']}]")
        .set("checks.recipient-lists.block", "[{lines = ['bob@example.com']}]")
        .set("checks.sender-domain.sender-domain-takes-no-mail", "{reject = true}")
        .set("checks.sender-domain.sender-domain-unreachable", "{reject = true}");
  }

  @AfterAll
  static void theyEnd() {
    if (stand != null) {
      stand.close();
    }
    if (sink != null) {
      sink.close();
    }
    if (host != null) {
      host.close();
    }
  }

  /// How a session went: `taken`, or what became of it at which command.
  private static String fate(Talker talker, List<String> commands) {
    try (talker) {
      String step = "the greeting";
      Said said = talker.hear();
      for (String command : commands) {
        if (!said.isPositive()) {
          break;
        }
        step = command.split(" ", 2)[0];
        said = talker.ask(command);
      }
      return switch (said.code() / 100) {
        case 2, 3 -> "taken";
        case 4 -> "deferred at " + step;
        default -> "refused at " + step;
      };
    }
  }

  private static void both(String client, List<String> commands, String fate) throws IOException {
    differ(client, commands, fate, fate, "they do not differ");
  }

  /// @param why the two differ
  private static void differ(
      String client, List<String> commands, String theirs, String ours, String why)
      throws IOException {
    InetAddress from = InetAddress.getByName(client);
    assertThat(fate(Talker.connect(from, real.port()), commands))
        .as("qpsmtpd, %s from %s", commands, client)
        .isEqualTo(theirs);
    assertThat(fate(stand.client("mx", IpAddress.of(from)), commands))
        .as("we, %s from %s, where %s", commands, client, why)
        .isEqualTo(ours);
  }

  private static List<String> session(String helo, String sender, String recipient) {
    return List.of("EHLO " + helo, "MAIL FROM:<" + sender + ">", "RCPT TO:<" + recipient + ">");
  }

  private static final String GOOD = "mail.example.net";
  private static final String SOUND = "carl@example.net";
  private static final String ANN = "ann@example.com";

  @Test
  void aSoundSessionIsTaken() throws IOException {
    both(STRANGER, session(GOOD, SOUND, ANN), "taken");
    both(STRANGER, session(GOOD, "", ANN), "taken");
  }

  @Test
  void badrcpttoRefusesTheRecipient() throws IOException {
    both(STRANGER, session(GOOD, SOUND, "bob@example.com"), "refused at RCPT");
    both(STRANGER, session(GOOD, SOUND, "Bob@Example.COM"), "refused at RCPT");
  }

  @Test
  void rcptOkRefusesToRelayAndRelayLetsOurOwn() throws IOException {
    both(STRANGER, session(GOOD, SOUND, "joe@elsewhere.example"), "refused at RCPT");
    both(OWN, session(GOOD, SOUND, "joe@elsewhere.example"), "taken");
  }

  @Test
  void dnsblRefusesTheListedClient() throws IOException {
    differ(LISTED, session(GOOD, SOUND, ANN), "refused at the greeting", "refused at RCPT", LATER);
  }

  @Test
  void badmailfromRefusesTheSender() throws IOException {
    for (String sender : List.of("Sue@Example.NET", "x@spam.example", "news1@example.net")) {
      differ(STRANGER, session(GOOD, sender, ANN), "refused at MAIL", "refused at RCPT", LATER);
    }
    both(STRANGER, session(GOOD, "x@sub.spam.example", ANN), "taken");
    differ(
        STRANGER,
        session(GOOD, "sue@example.net", "postmaster@example.com"),
        "refused at MAIL",
        "taken",
        POSTMASTER);
  }

  @Test
  void heloRefusesBadNames() throws IOException {
    for (String name : List.of("bad.example", "x.dialup.example")) {
      differ(STRANGER, session(name, SOUND, ANN), "refused at EHLO", "refused at RCPT", LATER);
    }
    for (String name : List.of("localhost", "192.0.2.1", "[192.0.2.1]")) {
      differ(STRANGER, session(name, SOUND, ANN), "refused at EHLO", "taken", ODD_NAMES);
    }
  }

  @Test
  void resolvableFromhostWantsADomainThatTakesMail() throws IOException {
    both(STRANGER, session(GOOD, "x@aonly.example", ANN), "taken");
    for (String domain : List.of("nothing.example", "unknown.example")) {
      differ(
          STRANGER,
          session(GOOD, "x@" + domain, ANN),
          "deferred at MAIL",
          "deferred at RCPT",
          LATER);
    }
    differ(
        STRANGER,
        session(GOOD, "x@nullmx.example", ANN),
        "deferred at MAIL",
        "refused at RCPT",
        "a null MX is a plain no (RFC 7505 section 4.2)");
    differ(
        STRANGER,
        session(GOOD, "x@broken.example", ANN),
        "deferred at MAIL",
        "taken",
        "a broken name server of others stops no mail as shipped");
  }

  @Test
  void earlytalkerRefusesWhoDoesNotWaitForTheGreeting() throws IOException {
    InetAddress stranger = InetAddress.getByName(STRANGER);
    try (Talker theirs = Talker.connect(stranger, real.port());
        Talker ours = stand.client("mx", IpAddress.of(stranger))) {
      for (Talker each : List.of(theirs, ours)) {
        each.send("EHLO " + GOOD + "\r\n");
      }
      assertThat(theirs.hear().code()).as("qpsmtpd's greeting").isBetween(400, 599);
      assertThat(ours.hear().code()).as("its first part was said already").isEqualTo(220);
      assertThat(ours.hear().code()).as("our answer to the early EHLO").isEqualTo(550);
    }
  }
}
