package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.Until;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// A real Postfix as the next hop.
class PostfixBehindTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n..dots\r\n";

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("postfix");

  @Test
  void withXclientPostfixTakesTheClientForTheRealOneAndDelivers() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, "smtpd_authorized_xclient_hosts = 127.0.0.1\n", "");
      try (Stand stand = behind(postfix).set("hops.back.identity", "'xclient'").start();
          Talker client = stand.sender()) {
        Said said = client.deliver(MESSAGE);
        assertThat(said.code()).as(said + postfix.log()).isEqualTo(250);
        postfix.settle(PATIENCE);
        postfix.awaitLog(": removed", 1);
        assertThat(postfix.log()).contains("client=mail.example.net[192.0.2.10]");
        assertThat(new String(postfix.mailbox("ann").getFirst(), ISO_8859_1))
            .contains("from mail.example.net (mail.example.net [192.0.2.10])")
            .endsWith("hello\n.dots\n");
      }
    }
  }

  @Test
  void withXforwardPostfixLogsTheRealClientAndDecidesByOurAddress() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, "smtpd_authorized_xforward_hosts = 127.0.0.1\n", "");
      try (Stand stand = behind(postfix).start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
        assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
        postfix.settle(PATIENCE);
        postfix.awaitLog(": removed", 2);
        assertThat(postfix.log())
            .containsPattern("client=\\S*\\[127.0.0.1\\].*orig_client=\\S*\\[192.0.2.10\\]");
        assertThat(postfix.mailbox("ann")).hasSize(2);
      }
    }
  }

  @Test
  void recipientsAreThoseThatPostfixKnows() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, "", "");
      Stand.Plan plan =
          behind(postfix)
              .set("domains.\"example.com\".recipients", "[]")
              .set("domains.\"example.com\".call-forward", "true");
      try (Stand stand = plan.start();
          Talker client = stand.sender()) {
        client.ask("MAIL FROM:<carl@example.net>");
        assertThat(client.ask("RCPT TO:<nobody@example.com>").text()).startsWith("550 5.1.1");
        assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(250);
        assertThat(client.ask("DATA").code()).isEqualTo(354);
        assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
        postfix.settle(PATIENCE);
        assertThat(postfix.mailbox("ann")).hasSize(1);
      }
    }
  }

  @Test
  void whatPostfixRefusesAfterTheDotIsRefusedInItsWords() {
    try (PeerHost host = root.start()) {
      String refusing =
          "smtpd_end_of_data_restrictions = check_client_access static:{554 5.7.1 No such mail}\n";
      Postfix postfix = Postfix.start(host, refusing, "");
      try (Stand stand = behind(postfix).start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).text()).startsWith("554 5.7.1").contains("No such mail");
        assertThat(postfix.mailbox("ann")).isEmpty();
      }
    }
  }

  @Test
  void whilePostfixIsStoppedClientsAreToldToComeAgainAndAfterwardsAllIsAsBefore() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, "", "");
      try (Stand stand = behind(postfix).start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
        host.run("postfix", "stop").orFail();
        for (int n = 0; n < 3; n++) {
          assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.4.1");
          client.ask("RSET");
        }
        host.run("postfix", "start").orFail();
        Until.holds(
            PATIENCE,
            () -> {
              try (Talker again = stand.sender()) {
                return again.deliver(MESSAGE).code() == 250;
              }
            });
        postfix.settle(PATIENCE);
        assertThat(postfix.mailbox("ann")).hasSize(2);
      }
    }
  }

  private Stand.Plan behind(Postfix postfix) {
    return Stand.in(folder).hop(postfix.port());
  }
}
