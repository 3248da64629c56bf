package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;
import weir.testkit.Until;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Dovecot as the next hop, by LMTP.
class DovecotBehindTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n..dots\r\n";

  /// The first message fits, the second does not.
  private static final String QUOTA =
      """
      mail_plugins = quota
      plugin {
        quota = maildir:User quota
        quota_rule = *:storage=8K
        quota_grace = 0
      }
      """;

  private static final String TRUSTING =
      """
      login_trusted_networks = 127.0.0.1/32
      mail_log_prefix = "%s(%u)<%r>: "
      """;

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("rest");

  @Test
  void overItsSocketDovecotDelivers() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      try (Stand stand = byLmtp("socket", dovecot.lmtp().toString()).start();
          Talker client = stand.sender()) {
        Said said = client.deliver(MESSAGE);
        assertThat(said.text()).as(dovecot.log()).startsWith("250 2.0.0 Taken, queued as ");
        String session = said.text().split("queued as ", 2)[1].split(" ", 2)[0];
        assertThat(dovecot.log()).contains(session).contains("saved mail to INBOX");
        assertThat(new String(dovecot.mailbox("ann").getFirst(), ISO_8859_1))
            .contains("Delivered-To: ann@example.com")
            .contains("from mail.example.net (mail.example.net [192.0.2.10])")
            .endsWith("hello\n.dots\n");
      }
    }
  }

  @Test
  void overAPortDovecotDeliversMessageAfterMessage() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      try (Stand stand = onPort(dovecot).start();
          Talker client = stand.sender()) {
        for (int n = 0; n < 5; n++) {
          assertThat(client.deliver(MESSAGE).code()).as(dovecot.log()).isEqualTo(250);
        }
        assertThat(dovecot.mailbox("ann")).hasSize(5);
      }
    }
  }

  @Test
  void withXclientDovecotLogsTheRealClient() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, TRUSTING);
      try (Stand stand = onPort(dovecot).set("hops.back.identity", "'xclient'").start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).code()).as(dovecot.log()).isEqualTo(250);
        assertThat(client.deliver(MESSAGE).code()).as(dovecot.log()).isEqualTo(250);
        assertThat(dovecot.mailbox("ann")).hasSize(2);
        assertThat(dovecot.log()).contains("lmtp(ann@example.com)<192.0.2.10>: Info: ");
      }
    }
  }

  @Test
  void withXclientAClientOfIpv6IsNamedToo() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, TRUSTING);
      IpAddress address = IpAddress.parse("2001:db8::10").orElseThrow();
      try (Stand stand = onPort(dovecot).set("hops.back.identity", "'xclient'").start();
          Talker client = stand.client("mx", address)) {
        client.hear();
        client.ask("EHLO mail.example.net");
        assertThat(client.deliver(MESSAGE).code()).as(dovecot.log()).isEqualTo(250);
        assertThat(dovecot.log()).contains("lmtp(ann@example.com)<2001:db8::10>: Info: ");
      }
    }
  }

  @Test
  void withAProxyHeaderDovecotLogsTheRealClient() {
    String proxied =
        """
        haproxy_trusted_networks = 127.0.0.1/32
        service lmtp {
          inet_listener lmtp {
            haproxy = yes
          }
        }
        """;
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, TRUSTING + proxied);
      try (Stand stand = onPort(dovecot).set("hops.back.identity", "'proxy'").start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).code()).as(dovecot.log()).isEqualTo(250);
        assertThat(dovecot.log()).contains("lmtp(ann@example.com)<192.0.2.10>: Info: ");
      }
    }
  }

  @Test
  void recipientsAreThoseThatDovecotKnows() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      Stand.Plan plan =
          onPort(dovecot)
              .set("domains.\"example.com\".recipients", "[]")
              .set("domains.\"example.com\".call-forward", "true");
      try (Stand stand = plan.start();
          Talker client = stand.sender()) {
        client.ask("MAIL FROM:<carl@example.net>");
        assertThat(client.ask("RCPT TO:<nobody@example.com>").text()).startsWith("550 5.1.1");
        assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(250);
        assertThat(client.ask("RCPT TO:<bob@example.com>").text()).startsWith("452 4.5.3");
        assertThat(client.ask("DATA").code()).isEqualTo(354);
        assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
        assertThat(dovecot.mailbox("ann")).hasSize(1);
      }
    }
  }

  @Test
  void aRecipientWhomDovecotRefusesAtHandOverIsRefusedInItsWords() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      try (Stand stand =
              onPort(dovecot).set("domains.\"example.com\".recipients", "['gone', 'ann']").start();
          Talker client = stand.sender()) {
        client.ask("MAIL FROM:<carl@example.net>");
        client.ask("RCPT TO:<gone@example.com>");
        assertThat(client.ask("DATA").code()).isEqualTo(354);
        assertThat(client.ask(MESSAGE + ".").text())
            .startsWith("550 5.1.1")
            .contains("User doesn't exist");
        assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
      }
    }
  }

  @Test
  void aFullMailboxIsToldToTheClientWhileItWaits() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, QUOTA);
      String large = MESSAGE + "x".repeat(70).concat("\r\n").repeat(80);
      try (Stand stand = onPort(dovecot).start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(large).code()).as(dovecot.log()).isEqualTo(250);
        assertThat(client.deliver(large).text()).startsWith("552 5.2.2").contains("uota");
        assertThat(dovecot.mailbox("ann")).hasSize(1);
      }
    }
  }

  @Test
  void whileDovecotIsStoppedClientsAreToldToComeAgain() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      try (Stand stand = byLmtp("socket", dovecot.lmtp().toString()).start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
        dovecot.stop();
        for (int n = 0; n < 3; n++) {
          assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.4.1");
          client.ask("RSET");
        }
        dovecot.start();
        Until.holds(
            PATIENCE,
            () -> {
              try (Talker again = stand.sender()) {
                return again.deliver(MESSAGE).code() == 250;
              }
            });
        assertThat(dovecot.mailbox("ann")).hasSize(2);
      }
    }
  }

  @Test
  void whatWeNormaliseForCustomersArrivesWithWholeLines() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      Stand.Plan plan =
          onPort(dovecot)
              .set("listeners.ours.address", "'127.0.0.1:0'")
              .set("listeners.ours.role", "'relay'")
              .set("listeners.ours.bare-line-ends", "'normalise'");
      try (Stand stand = plan.start();
          Talker client = Talker.connect(stand.port("ours"))) {
        client.hear();
        client.ask("EHLO web.example.com");
        assertThat(client.deliver("Subject: x\n\none\ntwo\n.\nthree\r\n").text())
            .startsWith("250")
            .contains("bare line ends became CR LF");
        assertThat(new String(dovecot.mailbox("ann").getFirst(), ISO_8859_1))
            .endsWith("\none\ntwo\n\nthree\n");
      }
    }
  }

  private Stand.Plan onPort(Dovecot dovecot) {
    return byLmtp("address", "127.0.0.1:" + dovecot.port());
  }

  private Stand.Plan byLmtp(String key, String where) {
    return Stand.in(folder)
        .set("hops.back.type", "'lmtp'")
        .set("hops.back." + key, "'" + where + "'");
  }
}
